import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Provider } from 'urql';
import { client } from './hub/client';
import { cspNonce } from './nonce';
import { router } from './shell/routes';
import { readableText, theme } from './theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={readableText} forceColorScheme="light" getStyleNonce={() => cspNonce}>
      <Provider value={client}>
        <Notifications position="bottom-center" autoClose={8000} />
        <RouterProvider router={router} />
      </Provider>
    </MantineProvider>
  </StrictMode>,
);
