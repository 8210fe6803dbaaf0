import type { CombinedError } from 'urql';
import type { ErrorCode } from '../gql/graphql';
import { sentence } from '../words/count';

/** What went wrong, in words, and how to go on. */
export interface Trouble {
  code: ErrorCode | 'OFFLINE';
  title: string;
  advice: string;
}

const words: Record<ErrorCode | 'OFFLINE', Omit<Trouble, 'code'>> = {
  OFFLINE: { title: 'The hub cannot be reached', advice: 'Nothing you typed is lost. Check your connection, then try again.' },
  UNAUTHENTICATED: { title: 'You are signed out', advice: 'Sign in again to go on. Nothing you typed is lost.' },
  FORBIDDEN: { title: 'Your role does not allow this', advice: 'Ask a manager in your organisation if you need it for your work.' },
  NOT_FOUND: { title: 'This is not here', advice: 'It may have been removed, or you may not be able to see it. Search for it, or go back to the list.' },
  BAD_INPUT: { title: 'The hub could not read this', advice: 'Check what you entered, or the address of this page.' },
  CONFLICT: { title: 'This has changed meanwhile', advice: 'Load the page again to see it as it is now.' },
  TOO_COMPLEX: { title: 'This asks for too much at once', advice: 'Narrow the list with a filter, then try again.' },
  RATE_LIMITED: { title: 'Too many requests', advice: 'Wait a minute, then try again. Nothing you typed is lost.' },
  INTERNAL: { title: 'Something went wrong on our side', advice: 'Try again. Nothing you typed is lost.' },
};

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in words;

function codeOf(error: CombinedError): Trouble['code'] {
  const code = error.graphQLErrors[0]?.extensions.code;
  if (isCode(code)) return code;
  return error.networkError ? 'OFFLINE' : 'INTERNAL';
}

/** Puts an error of the API or of the network into words. An error on our side carries the id that is in the log. */
export function troubleOf(error: CombinedError): Trouble {
  const code = codeOf(error);
  const trouble = { code, ...words[code] };
  const id = error.graphQLErrors[0]?.extensions.id;
  return code === 'INTERNAL' && typeof id === 'string' ? { ...trouble, advice: `${trouble.advice} If it happens again, quote ${id}.` } : trouble;
}

/** What is wrong with a field of a form; field is empty where no one field is to blame. */
export interface Problem {
  field: string;
  message: string;
}

// A value that a scalar refuses fails before any resolver runs, with the path variable, input, postcode.
function refusedVariable(error: CombinedError): Problem[] {
  return error.graphQLErrors.flatMap(({ path, message, extensions }) => {
    const inside = (path ?? []).map(String);
    return extensions.code === 'BAD_INPUT' && inside.includes('input') ? [{ field: inside.slice(inside.indexOf('input') + 1).join('.'), message: sentence(message) }] : [];
  });
}

/** Everything that kept a change from being made, told field by field where a field is to blame. */
export function problemsOf(error: CombinedError | undefined, userErrors: { field: string[]; message: string }[] | undefined): Problem[] {
  if (!error) return (userErrors ?? []).map(({ field, message }) => ({ field: field.join('.'), message: sentence(message) }));
  const refused = refusedVariable(error);
  if (refused.length > 0) return refused;
  const { title, advice } = troubleOf(error);
  return [{ field: '', message: `${title}. ${advice}` }];
}
