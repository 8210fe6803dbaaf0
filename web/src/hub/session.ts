import { useSyncExternalStore } from 'react';

/** Somebody who can be chosen on the development sign-in page. */
export interface DevelopmentUser {
  id: string;
  name: string;
  organisation: string;
  roles: string[];
}

let signedOut = false;
let waiting: (() => void)[] = [];
const listeners = new Set<() => void>();

function setSignedOut(value: boolean) {
  signedOut = value;
  for (const listener of listeners) listener();
}

/** Called when the hub says that nobody is signed in; the promise ends once somebody is again. */
export function signInNeeded(): Promise<void> {
  setSignedOut(true);
  return new Promise((resolve) => waiting.push(resolve));
}

/** Lets everything that waited for a session go on. */
export function signedInAgain() {
  const resolves = waiting;
  waiting = [];
  setSignedOut(false);
  for (const resolve of resolves) resolve();
}

/** Whether the hub last said that nobody is signed in. */
export const useSignedOut = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => signedOut,
  );

export async function developmentUsers(signal: AbortSignal): Promise<DevelopmentUser[]> {
  const answer = await fetch('/auth/options', { signal });
  if (!answer.ok) throw new Error(`sign-in options: ${answer.status}`);
  const options = (await answer.json()) as { development?: DevelopmentUser[] };
  return options.development ?? [];
}

export async function signInAs(userId: string) {
  const answer = await fetch('/auth/development', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
}

/** Ends the session and forgets all that this tab holds. */
export async function signOut() {
  await fetch('/auth/sign-out', { method: 'POST' });
  sessionStorage.clear();
  window.location.assign('/');
}
