import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Gate } from './Gate';
import { Missing } from './Missing';
import { Shell } from './Shell';

const SignedIn = lazy(() => import('../screens/sign-in/SignedInScreen'));
const Today = lazy(() => import('../screens/today/TodayScreen'));
const Employers = lazy(() => import('../screens/employers/EmployersScreen'));
const Employer = lazy(() => import('../screens/employer/EmployerScreen'));
const Campaigns = lazy(() => import('../screens/diagnostics/CampaignsScreen'));
const Campaign = lazy(() => import('../screens/diagnostics/CampaignScreen'));
const Responses = lazy(() => import('../screens/diagnostics/ResponsesScreen'));
const Response = lazy(() => import('../screens/diagnostics/ResponseScreen'));
const Uncertain = lazy(() => import('../screens/diagnostics/UncertainScreen'));
const Texts = lazy(() => import('../screens/diagnostics/TextsScreen'));
const Questionnaires = lazy(() => import('../screens/diagnostics/QuestionnairesScreen'));
const Questionnaire = lazy(() => import('../screens/diagnostics/QuestionnaireScreen'));
const Accreditations = lazy(() => import('../screens/accreditations/PipelineScreen'));
const Meeting = lazy(() => import('../screens/network/MeetingScreen'));
const Network = lazy(() => import('../screens/network/NetworkScreen'));
const Placements = lazy(() => import('../screens/placements/PlacementsRoutes'));
const Education = lazy(() => import('../screens/education/EducationScreen'));
const Course = lazy(() => import('../screens/education/CourseScreen'));
const EncounterReturns = lazy(() => import('../screens/education/ReturnsScreen'));
const EncounterReturn = lazy(() => import('../screens/education/ReturnScreen'));
const Areas = lazy(() => import('../screens/areas/AreasScreen'));
const PublishedLists = lazy(() => import('../screens/published-lists/ListsScreen'));
const PublishedList = lazy(() => import('../screens/published-lists/ListScreen'));
const Emails = lazy(() => import('../screens/emails/EmailsScreen'));
const Directory = lazy(() => import('../screens/directory/DirectoryScreen'));
const Offer = lazy(() => import('../screens/directory/OfferScreen'));
const Providers = lazy(() => import('../screens/directory/ProvidersScreen'));
const Users = lazy(() => import('../screens/settings/UsersScreen'));
const Partners = lazy(() => import('../screens/settings/PartnersScreen'));
const Groups = lazy(() => import('../screens/settings/GroupsScreen'));
const Tokens = lazy(() => import('../screens/settings/TokensScreen'));
const Holidays = lazy(() => import('../screens/settings/HolidaysScreen'));
const Audit = lazy(() => import('../screens/settings/AuditScreen'));
const Duplication = lazy(() => import('../screens/reports/DuplicationScreen'));
const Rules = lazy(() => import('../screens/settings/RulesScreen'));
const Me = lazy(() => import('../screens/settings/MeScreen'));
const Sessions = lazy(() => import('../screens/settings/SessionsScreen'));
const FirstSetting = lazy(() => import('../screens/settings/FirstSetting'));
const Person = lazy(() => import('../screens/person/PersonScreen'));
const Imports = lazy(() => import('../screens/import/ImportsScreen'));
const Import = lazy(() => import('../screens/import/ImportScreen'));
const Duplicates = lazy(() => import('../screens/duplicates/DuplicatesRoutes'));

/** Which address shows which screen; each screen is loaded when it is first opened. */
export function AllRoutes() {
  return (
    <Routes>
      <Route element={<Gate />}>
        <Route path="sign-in" element={<Navigate to="/" replace />} />
        <Route path="signed-in" element={<Suspense><SignedIn /></Suspense>} />
        <Route element={<Shell />}>
          <Route index element={<Today />} />
          <Route path="employers" element={<Employers />} />
          <Route path="employers/:id/:tab?" element={<Employer />} />
          <Route path="people/:id" element={<Person />} />
          <Route path="diagnostics" element={<Campaigns />} />
          <Route path="diagnostics/responses" element={<Responses />} />
          <Route path="diagnostics/responses/:id" element={<Response />} />
          <Route path="diagnostics/uncertain" element={<Uncertain />} />
          <Route path="diagnostics/texts" element={<Texts />} />
          <Route path="diagnostics/questionnaires" element={<Questionnaires />} />
          <Route path="diagnostics/questionnaires/:id" element={<Questionnaire />} />
          <Route path="diagnostics/:id" element={<Campaign />} />
          <Route path="emails" element={<Emails />} />
          <Route path="accreditations" element={<Accreditations />} />
          <Route path="network/:tab?" element={<Network />} />
          <Route path="network/meetings/:id" element={<Meeting />} />
          <Route path="placements/*" element={<Placements />} />
          <Route path="education/:tab?" element={<Education />} />
          <Route path="education/courses/:id" element={<Course />} />
          <Route path="education/returns" element={<EncounterReturns />} />
          <Route path="education/returns/:id" element={<EncounterReturn />} />
          <Route path="areas/:tab?" element={<Areas />} />
          <Route path="accreditations/lists" element={<PublishedLists />} />
          <Route path="accreditations/lists/:id" element={<PublishedList />} />
          <Route path="directory" element={<Directory />} />
          <Route path="directory/providers" element={<Providers />} />
          <Route path="directory/:id" element={<Offer />} />
          <Route path="duplicates/*" element={<Duplicates />} />
          <Route path="reports/duplication" element={<Duplication />} />
          <Route path="settings" element={<FirstSetting />} />
          <Route path="settings/users" element={<Users />} />
          <Route path="settings/partners" element={<Partners />} />
          <Route path="settings/groups" element={<Groups />} />
          <Route path="settings/tokens" element={<Tokens />} />
          <Route path="settings/holidays" element={<Holidays />} />
          <Route path="settings/audit" element={<Audit />} />
          <Route path="settings/rules" element={<Rules />} />
          <Route path="settings/me" element={<Me />} />
          <Route path="settings/sessions" element={<Sessions />} />
          <Route path="import" element={<Imports />} />
          <Route path="import/:id" element={<Import />} />
          <Route path="*" element={<Missing />} />
        </Route>
      </Route>
    </Routes>
  );
}
