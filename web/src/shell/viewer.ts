import { createContext, use } from 'react';
import type { Permission, ViewerQuery } from '../gql/graphql';

export type Viewer = ViewerQuery['viewer'];

export const ViewerContext = createContext<Viewer | null>(null);

/** Who is signed in. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('a screen was shown with nobody signed in');
  return viewer;
}

/** Whether the roles of whoever is signed in allow something. The hub decides again on every request. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useViewer();
  return (permission) => permissions.includes(permission);
}

/** Whether the caller does tasks, of whichever work. */
export function useDoesTasks(): boolean {
  const may = useMay();
  return may('WRITE_ENGAGEMENT') || may('WRITE_PLACEMENTS');
}
