import { authExchange } from '@urql/exchange-auth';
import { retryExchange } from '@urql/exchange-retry';
import { createClient as createSocket } from 'graphql-ws';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';
import { signInNeeded } from './session';

const socket = createSocket({
  url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql`,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** retries, 30_000))),
});

/** The one way to the hub's data. Waits for a new sign-in where a session has ended, and asks again where the line broke. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  // Event streams are for subscriptions, and those go through the socket.
  fetchOptions: { headers: { accept: 'application/graphql-response+json, application/json' } },
  exchanges: [
    cacheExchange,
    authExchange(() =>
      Promise.resolve({
        addAuthToOperation: (operation) => operation,
        didAuthError: (error) => error.graphQLErrors.some((each) => each.extensions.code === 'UNAUTHENTICATED'),
        refreshAuth: signInNeeded,
      }),
    ),
    retryExchange({
      initialDelayMs: 500,
      maxDelayMs: 4000,
      maxNumberAttempts: 4,
      retryIf: (error, operation) => operation.kind === 'query' && error.networkError !== undefined,
    }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables, operationName }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe({ query: query ?? '', variables, operationName }, sink),
        }),
      }),
    }),
  ],
});
