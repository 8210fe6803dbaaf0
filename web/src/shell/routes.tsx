import { lazy } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { Crash } from './Crash';
import { Gate } from './Gate';
import { Missing } from './Missing';
import { Shell } from './Shell';

const Today = lazy(() => import('../screens/today/TodayScreen'));
const Employers = lazy(() => import('../screens/employers/EmployersScreen'));
const Employer = lazy(() => import('../screens/employer/EmployerScreen'));
const Campaigns = lazy(() => import('../screens/diagnostics/CampaignsScreen'));
const Campaign = lazy(() => import('../screens/diagnostics/CampaignScreen'));
const Imports = lazy(() => import('../screens/import/ImportsScreen'));
const Import = lazy(() => import('../screens/import/ImportScreen'));

export const router = createBrowserRouter([
  {
    element: <Gate />,
    errorElement: <Crash />,
    children: [
      { path: 'sign-in', element: <Navigate to="/" replace /> },
      {
        element: <Shell />,
        children: [
          { index: true, element: <Today /> },
          { path: 'employers', element: <Employers /> },
          { path: 'employers/:id/:tab?', element: <Employer /> },
          { path: 'diagnostics', element: <Campaigns /> },
          { path: 'diagnostics/:id', element: <Campaign /> },
          { path: 'import', element: <Imports /> },
          { path: 'import/:id', element: <Import /> },
          { path: '*', element: <Missing /> },
        ],
      },
    ],
  },
]);
