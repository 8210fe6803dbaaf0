import { createContext, use } from 'react';
import type { ChosenEmployer } from '../../parts/EmployerPicker';

export const LogInteractionContext = createContext<(employer?: ChosenEmployer) => void>(() => undefined);

/** Opens the form over whatever is on the screen, for one employer or with the employer still to be chosen. */
export const useLogInteraction = () => use(LogInteractionContext);
