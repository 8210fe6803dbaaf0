import { createContext, use, useEffect } from 'react';
import type { ChosenEmployer } from '../../parts/EmployerPicker';

export interface InteractionDoor {
  open: (employer?: ChosenEmployer) => void;
  addTask: () => void;
  /** Tells which employer's screen is open: the likely one. */
  stand: (employer: ChosenEmployer | undefined) => void;
}

export const InteractionContext = createContext<InteractionDoor>({ open: () => undefined, addTask: () => undefined, stand: () => undefined });

/** Opens the form over whatever is on the screen, with the employer of the screen chosen already where there is one. */
export const useLogInteraction = () => use(InteractionContext).open;

/** Opens the form for a task of its own, about the employer of the screen where there is one. */
export const useAddTask = () => use(InteractionContext).addTask;

/** Says that the screen is about one employer, as long as it is shown. */
export function useHere(id: string, name: string) {
  const { stand } = use(InteractionContext);
  useEffect(() => {
    stand({ id, name });
    return () => stand(undefined);
  }, [stand, id, name]);
}
