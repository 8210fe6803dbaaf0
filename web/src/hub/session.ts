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

/** The ways to sign in that the hub offers. */
export interface SignInOptions {
  development?: DevelopmentUser[];
  oidc?: { label: string };
}

export async function signInOptions(signal: AbortSignal): Promise<SignInOptions> {
  const answer = await fetch('/auth/options', { signal });
  if (!answer.ok) throw new Error(`sign-in options: ${answer.status}`);
  return (await answer.json()) as SignInOptions;
}

export async function signInAs(userId: string) {
  const answer = await fetch('/auth/development', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
}

/** Where the sign-in provider's page begins; it ends at an address of ours. Choosing asks for another account than the last one. */
export const providerPage = (end: string, choose = false) => `/auth/oidc?${new URLSearchParams({ return: end, ...(choose && { choose: '' }) })}`;

// A channel and not the window that opened another: the provider's pages cut that tie.
const otherTabs = new BroadcastChannel('hub sign-in');

/** Tells the other tabs of this browser who is signed in. */
export const tellWhoIsSignedIn = (userId: string) => otherTabs.postMessage(userId);

/** Listens for a sign-in in another tab; the answer stops that. */
export function onSignInElsewhere(heard: (userId: string) => void): () => void {
  const listener = ({ data }: MessageEvent<string>) => heard(data);
  otherTabs.addEventListener('message', listener);
  return () => otherTabs.removeEventListener('message', listener);
}

/** Ends the session, here and with the sign-in provider, and forgets all that this tab holds. */
export async function signOut() {
  const answer = await fetch('/auth/sign-out', { method: 'POST' });
  sessionStorage.clear();
  const { next } = answer.status === 200 ? ((await answer.json()) as { next: string }) : { next: '/' };
  window.location.assign(next);
}
