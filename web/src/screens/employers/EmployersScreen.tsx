import { Button, Group, Pill, Select, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { EmployerCountDocument, EmployersDocument, type EmployerOrder } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { SearchBox } from '../../parts/SearchBox';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { listCount } from '../../words/count';
import { type ListAddress, type ListFilter, pillsOf, readAddress, writeAddress } from './address';
import { BulkBar, type Chosen } from './BulkBar';
import { ColumnsMenu } from './ColumnsMenu';
import { ExportMenu } from './ExportMenu';
import { EmployerTable } from './EmployerTable';
import { Filters } from './Filters';
import { useFilterNames } from './names';
import { NothingFound } from './NothingFound';
import { ViewsMenu } from './ViewsMenu';

const AddEmployer = lazy(() => import('./AddEmployer'));

const withEmployers = changesWith('Employer');

const orders: { value: EmployerOrder; label: string }[] = [
  { value: 'NAME', label: 'By name' },
  { value: 'LAST_CONTACT', label: 'Longest without contact' },
  { value: 'LAST_CONTACT_DESC', label: 'Latest contact' },
];

// The search waits for a pause in the typing, and by then the address may be ahead of what was last drawn.
const addressNow = () => readAddress(new URLSearchParams(window.location.search));

/** The list of employers: searched while typing, narrowed by words, all of it kept in the address. */
export default function EmployersScreen() {
  const [params, setParams] = useSearchParams();
  const { filter, orderBy, columns, after } = readAddress(params);
  const navigate = useNavigate();
  const may = useMay();
  const [chosen, setChosen] = useState<Chosen>(new Map());

  const [{ data, error, fetching }, again] = useRead({ query: EmployersDocument, variables: { filter, orderBy, after }, context: withEmployers });
  const [{ data: counted, fetching: counting }] = useRead({ query: EmployerCountDocument, variables: { filter }, context: withEmployers });
  const names = useFilterNames(filter);

  const go = (to: Partial<ListAddress>, replace = false) => setParams(writeAddress({ ...addressNow(), after: null, ...to }), { replace });
  const narrow = (changes: ListFilter, replace = false) => go({ filter: { ...addressNow().filter, ...changes } }, replace);
  const pills = pillsOf(filter, names);
  const total = counted?.employers.totalCount;
  const list = data?.employers;
  const adding = params.has('add');

  return (
    <Screen
      title="Employers"
      badge={<Text c="dimmed" role="status">{total === undefined || counting ? '' : listCount(total)}</Text>}
      actions={<><ViewsMenu address={params.toString()} />{may('EXPORT') && <ExportMenu filter={filter} orderBy={orderBy} total={total} />}{may('WRITE_ENGAGEMENT') && <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setParams((now) => new URLSearchParams([...now, ['add', '']]))}>Add employer</Button>}</>}
    >
      <Group gap="xs" role="search">
        <SearchBox placeholder="Name, number, postcode" value={filter.search ?? ''} onChange={(search) => narrow({ search: search || undefined }, true)} />
        {pills.map(({ field, words }) => (
          <Pill key={field} size="md" withRemoveButton onRemove={() => narrow({ [field]: undefined })} removeButtonProps={{ 'aria-label': `Remove the filter: ${words}`, tabIndex: 0, 'aria-hidden': false }}>
            {words}
          </Pill>
        ))}
        <Filters filter={filter} names={names} onChange={(changes) => narrow(changes)} />
        <Select aria-label="Order" size="xs" w={190} ml={{ sm: 'auto' }} data={orders} value={orderBy} allowDeselect={false} onChange={(value) => value && go({ orderBy: value })} />
        <ColumnsMenu chosen={columns} onChange={(chosen) => go({ columns: chosen, after })} />
      </Group>
      <BulkBar chosen={chosen} filter={filter} total={total} clear={() => setChosen(new Map())} onChanged={again} />
      {error && <TroublePanel error={error} again={again} />}
      {!list && fetching && <Loading lines={12} />}
      {list?.nodes.length === 0 && !fetching && <NothingFound filtered={pills.length > 0 || Boolean(filter.search)} clear={() => go({ filter: {} })} />}
      {data && list && list.nodes.length > 0 && (
        <>
          <EmployerTable employers={list.nodes} today={data.today} columns={columns} chosen={chosen} onChoose={may('WRITE_ENGAGEMENT') ? setChosen : undefined} busy={fetching} />
          <Group justify="space-between">
            {after ? <Button variant="default" size="xs" onClick={() => void navigate(-1)}>Back</Button> : <span />}
            {list.pageInfo.hasNextPage && <Button variant="default" size="xs" onClick={() => go({ after: list.pageInfo.endCursor })}>Next 50</Button>}
          </Group>
        </>
      )}
      <Suspense>{adding && may('WRITE_ENGAGEMENT') && <AddEmployer onClose={() => go({ after }, true)} />}</Suspense>
    </Screen>
  );
}
