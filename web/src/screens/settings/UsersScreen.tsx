import { Badge, Button, Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type AccountFactsFragment, AccountsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { SearchBox } from '../../parts/SearchBox';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMomentDay } from '../../words/date';
import { role } from '../../words/label';
import { SettingsFrame } from './SettingsFrame';
import { AddUser, ChangeUser } from './UserForm';

const withAccounts = changesWith('Account');

/** Who may use the hub, and what each of them may do. */
export default function UsersScreen() {
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const search = params.get('q') ?? '';
  const disabled = params.has('ended');
  const go = (q: string, ended: boolean) => setParams({ ...(q && { q }), ...(ended && { ended: '' }) }, { replace: true });
  return (
    <SettingsFrame title="Users" needs="ADMINISTER_ACCESS" actions={<Button size="xs" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add user</Button>}>
      <Group gap="md" role="search" align="center">
        <SearchBox placeholder="Name" value={search} onChange={(text) => go(text, disabled)} />
        <Checkbox size="sm" label="Those whose access has ended" checked={disabled} onChange={(event) => go(search, event.currentTarget.checked)} />
      </Group>
      <Pages key={`${search} ${String(disabled)}`} page={(place) => <UsersPage search={search} disabled={disabled} {...place} />} />
      {adding && <AddUser onDone={() => setAdding(false)} />}
    </SettingsFrame>
  );
}

function UsersPage({ search, disabled, after, more }: PagePlace & { search: string; disabled: boolean }) {
  const [changing, setChanging] = useState<AccountFactsFragment>();
  const [{ data, error }, again] = useRead({ query: AccountsDocument, variables: { search, disabled, after }, requestPolicy: 'cache-and-network', context: withAccounts });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.accounts;
  if (nodes.length === 0 && after === null) return <Empty title="Nobody is here">{search ? 'Try only the beginning of a name.' : disabled ? 'Nobody’s access was ended.' : 'Add the first user.'}</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>User</Table.Th><Table.Th className={classes.wide}>Partner</Table.Th><Table.Th>Roles</Table.Th><Table.Th className={classes.wide}>Last signed in</Table.Th><Table.Th><VisuallyHidden>Change</VisuallyHidden></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((account) => (
            <Table.Tr key={account.user.id}>
              <Table.Td>
                <Text size="sm" fw={600}>{account.user.name}{account.disabledAt && <Badge ml={8} size="sm" variant="default" tt="none">Ended {longMomentDay(account.disabledAt)}</Badge>}</Text>
                <Text size="xs" c="dimmed">{account.email}</Text>
              </Table.Td>
              <Table.Td className={classes.wide}>{account.user.organisation.name}</Table.Td>
              <Table.Td>{account.user.roles.map((each) => role[each]).join(', ') || 'None'}</Table.Td>
              <Table.Td className={classes.wide}>{account.lastSignedInAt ? longMomentDay(account.lastSignedInAt) : 'Never'}</Table.Td>
              <Table.Td ta="right"><Button size="compact-sm" variant="subtle" aria-label={`Change ${account.user.name}`} onClick={() => setChanging(account)}>Change</Button></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
      {changing && <ChangeUser account={changing} onDone={() => {
        setChanging(undefined);
        again();
      }} />}
    </>
  );
}
