import { Drawer } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { ChosenEmployer } from '../../parts/EmployerPicker';
import { Loading } from '../../parts/Loading';
import { useDoesTasks, useMay } from '../../shell/viewer';
import { InteractionContext } from './open';

const InteractionForm = lazy(() => import('./InteractionForm'));
const AddTask = lazy(() => import('../task/AddTask'));

/** Keeps the forms for logging an interaction and for adding a task within reach of every screen: by button, by palette, the first by Ctrl+Shift+L. */
export function InteractionProvider({ children }: { children: ReactNode }) {
  const may = useMay();
  const allowed = may('WRITE_ENGAGEMENT');
  const doesTasks = useDoesTasks();
  const here = useRef<ChosenEmployer>(undefined);
  const [about, setAbout] = useState<{ employer: ChosenEmployer | undefined }>();
  const open = useCallback((employer?: ChosenEmployer) => {
    if (allowed) setAbout({ employer: employer ?? here.current });
  }, [allowed]);
  const [task, setTask] = useState<{ employer: ChosenEmployer | undefined }>();
  const addTask = useCallback(() => {
    if (doesTasks) setTask({ employer: here.current });
  }, [doesTasks]);
  const close = useCallback(() => setAbout(undefined), []);
  const stand = useCallback((employer: ChosenEmployer | undefined) => {
    here.current = employer;
  }, []);
  const door = useMemo(() => ({ open, addTask, stand }), [open, addTask, stand]);
  useHotkeys([['mod+shift+L', () => open()]], []);

  return (
    <InteractionContext value={door}>
      {children}
      <Drawer opened={about !== undefined} onClose={close} position="right" size="md" title="Log interaction" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Suspense fallback={<Loading />}>{about && <InteractionForm employer={about.employer} onDone={close} />}</Suspense>
      </Drawer>
      <Suspense>{task && <AddTask employer={task.employer} onDone={() => setTask(undefined)} />}</Suspense>
    </InteractionContext>
  );
}
