import { Drawer } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import type { ChosenEmployer } from '../../parts/EmployerPicker';
import { Loading } from '../../parts/Loading';
import { useMay } from '../../shell/viewer';
import { LogInteractionContext } from './open';

const InteractionForm = lazy(() => import('./InteractionForm'));

/** Keeps the form for logging an interaction within reach of every screen: by button, by palette, by Ctrl+Shift+L. */
export function InteractionProvider({ children }: { children: ReactNode }) {
  const may = useMay();
  const allowed = may('WRITE_ENGAGEMENT');
  const [open, setOpen] = useState<{ employer: ChosenEmployer | undefined }>();
  const logInteraction = useCallback((employer?: ChosenEmployer) => {
    if (allowed) setOpen({ employer });
  }, [allowed]);
  const close = useCallback(() => setOpen(undefined), []);
  useHotkeys([['mod+shift+L', () => logInteraction()]], []);

  return (
    <LogInteractionContext value={logInteraction}>
      {children}
      <Drawer opened={open !== undefined} onClose={close} position="right" size="md" title="Log interaction" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Suspense fallback={<Loading />}>{open && <InteractionForm employer={open.employer} onDone={close} />}</Suspense>
      </Drawer>
    </LogInteractionContext>
  );
}
