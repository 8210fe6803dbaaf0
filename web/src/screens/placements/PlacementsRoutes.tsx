import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Loading } from '../../parts/Loading';
import { Missing } from '../../shell/Missing';
import PlacementsScreen from './PlacementsScreen';

const Board = lazy(() => import('./BoardScreen'));
const List = lazy(() => import('./PlacementListScreen'));
const Participants = lazy(() => import('./ParticipantsScreen'));
const Participant = lazy(() => import('./ParticipantScreen'));
const Due = lazy(() => import('./DueScreen'));
const Outcomes = lazy(() => import('./OutcomesScreen'));
const Subsidies = lazy(() => import('./SubsidiesScreen'));
const Interest = lazy(() => import('./InterestScreen'));
const Figures = lazy(() => import('./FiguresScreen'));
const Returns = lazy(() => import('./ReturnsScreen'));
const Return = lazy(() => import('./ReturnScreen'));
const Programmes = lazy(() => import('./ProgrammesScreen'));
const Opportunity = lazy(() => import('./OpportunityScreen'));

/** What employers offer first; each of the others is loaded when it is first opened. */
export default function PlacementsRoutes() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<PlacementsScreen />} />
        <Route path="board" element={<Board />} />
        <Route path="list" element={<List />} />
        <Route path="participants" element={<Participants />} />
        <Route path="participants/:id" element={<Participant />} />
        <Route path="due" element={<Due />} />
        <Route path="outcomes" element={<Outcomes />} />
        <Route path="subsidies" element={<Subsidies />} />
        <Route path="interest" element={<Interest />} />
        <Route path="figures" element={<Figures />} />
        <Route path="returns" element={<Returns />} />
        <Route path="returns/:id" element={<Return />} />
        <Route path="programmes" element={<Programmes />} />
        <Route path="opportunities/:id" element={<Opportunity />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </Suspense>
  );
}
