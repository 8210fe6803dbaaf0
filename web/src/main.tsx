import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Provider } from 'urql';
import { client } from './hub/client';
import { cspNonce } from './nonce';
import { Crash } from './shell/Crash';
import { AllRoutes } from './shell/routes';
import { readableText, theme } from './theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={readableText} forceColorScheme="light" getStyleNonce={() => cspNonce}>
      <Provider value={client}>
        <BrowserRouter>
          <Crash>
            <Notifications position="bottom-center" autoClose={8000} />
            <AllRoutes />
          </Crash>
        </BrowserRouter>
      </Provider>
    </MantineProvider>
  </StrictMode>,
);
