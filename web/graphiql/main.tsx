import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');

const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  enableIncrementalDelivery: false,
  wsClient: createClient({ url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql` }),
});

const welcome = `# What the hub's API can do: press Ctrl+Space for suggestions, and Ctrl+Enter to run.
{
  employers(first: 10, orderBy: NAME) {
    nodes {
      id
      name
      companyNumber
      postcode
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={welcome} />);
