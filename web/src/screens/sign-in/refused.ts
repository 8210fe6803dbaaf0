/** Why somebody was not signed in, and how to go on. */
interface Refused {
  title: string;
  advice: string;
  /** Trying again with the same account would end the same way. */
  otherAccount?: boolean;
}

const words: Record<string, Refused> = {
  unknown: { title: 'This account has no access to the hub', advice: 'Ask an administrator of the hub to add you, or to give a role to one of your groups. Or choose another account.', otherAccount: true },
  disabled: { title: 'Your access has ended', advice: 'Ask an administrator of the hub if you need it again.', otherAccount: true },
  unverified: { title: 'Your e-mail address is not confirmed', advice: 'Your account does not show that the address is yours. Ask whoever looks after your account to confirm it.', otherAccount: true },
  'other-account': { title: 'You used another account before', advice: 'This e-mail address signs in with another account. Choose that one, or ask an administrator of the hub.', otherAccount: true },
  expired: { title: 'This sign-in does not count any more', advice: 'It was begun too long ago, or in another browser. Begin again.' },
  denied: { title: 'You are not signed in', advice: 'The sign-in was broken off. Begin again when you are ready.' },
  provider: { title: 'Signing in does not work at the moment', advice: 'The service that checks your account cannot be reached, or its answer cannot be trusted. Try again in a minute. If it goes on, tell whoever runs the hub.' },
  slow: { title: 'Too many attempts', advice: 'Wait a minute, then try again.' },
};

/** Puts what the hub said after a failed sign-in into words; null where it said nothing. */
export function refusedIn(address: URLSearchParams): Refused | null {
  const trouble = address.get('trouble');
  if (trouble === null) return null;
  return words[trouble] ?? { title: 'Something went wrong on our side', advice: 'Try again. If it happens again, tell whoever runs the hub.' };
}
