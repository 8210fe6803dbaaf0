import { Anchor, Button, Group, Table, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type ProviderFactsFragment, ProvidersDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { SearchBox } from '../../parts/SearchBox';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import classes from '../../parts/Table.module.css';
import { ProviderForm } from './ProviderForm';

const withProviders = changesWith('Provider');

/** Who trains, advises and pays. */
export default function ProvidersScreen() {
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const search = params.get('q') ?? '';
  return (
    <Screen
      title="Providers"
      note={<><Anchor component={Link} to="/directory" size="sm" underline="always">Directory</Anchor> · who trains, advises and pays</>}
      actions={may('WRITE_ENGAGEMENT') && <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add provider</Button>}
    >
      <Group role="search">
        <SearchBox placeholder="Name" value={search} onChange={(text) => setParams(text ? { q: text } : {}, { replace: true })} />
      </Group>
      <Pages key={search} page={(place) => <ProvidersPage search={search} {...place} />} />
      {adding && <ProviderForm provider={undefined} onDone={() => setAdding(false)} />}
    </Screen>
  );
}

function ProvidersPage({ search, after, more }: PagePlace & { search: string }) {
  const may = useMay();
  const [changing, setChanging] = useState<ProviderFactsFragment>();
  const [{ data, error }, again] = useRead({ query: ProvidersDocument, variables: { search, after }, requestPolicy: 'cache-and-network', context: withProviders });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.providers;
  if (nodes.length === 0 && after === null) {
    return search ? <Empty title="No provider is called that">Try only the beginning of the name.</Empty> : <Empty title="There are no providers yet">Add the first one, then what it offers.</Empty>;
  }
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr><Table.Th>Provider</Table.Th><Table.Th>UKPRN</Table.Th><Table.Th className={classes.wide}>Website</Table.Th><Table.Th><VisuallyHidden>Change</VisuallyHidden></Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((provider) => (
            <Table.Tr key={provider.id}>
              <Table.Td><Anchor component={Link} to={`/directory?q=${encodeURIComponent(provider.name)}`} size="sm" fw={600}>{provider.name}</Anchor></Table.Td>
              <Table.Td>{provider.ukprn ?? '–'}</Table.Td>
              <Table.Td className={classes.wide}>{provider.website ? <Anchor href={provider.website} size="sm" rel="noreferrer">{provider.website}</Anchor> : '–'}</Table.Td>
              <Table.Td ta="right">{may('WRITE_ENGAGEMENT') && <Button size="compact-sm" variant="subtle" aria-label={`Change ${provider.name}`} onClick={() => setChanging(provider)}>Change</Button>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
      {changing && <ProviderForm provider={changing} onDone={() => setChanging(undefined)} />}
    </>
  );
}
