import { Anchor, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { AuditChoicesDocument, type AuditFilter, AuditLogDocument, type AuditLogQuery } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { FieldChanges } from '../../parts/FieldChanges';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useSetParam } from '../../parts/useChoice';
import { longMoment } from '../../words/date';
import { actionWords } from '../employer/history';
import { SettingsFrame } from './SettingsFrame';

/** Who changed what, when, before and after. */
export default function AuditScreen() {
  const [params] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 150);
  const [{ data: known }] = useRead({ query: AuditChoicesDocument, variables: { search } });
  const value = (name: string) => params.get(name) ?? undefined;
  const setParam = useSetParam();
  const set = (name: string) => (to: string | null) => setParam(name, to);
  const filter: AuditFilter = { by: value('by'), action: value('action'), from: value('from'), until: value('until'), recordId: value('record') };
  const people = known?.accounts.nodes.map(({ user: { id, name } }) => ({ value: id, label: name })) ?? [];
  const today = known?.today ?? '';

  return (
    <SettingsFrame title="Audit log" needs="READ_AUDIT">
      <Group gap="xs" role="search" align="end">
        <Select label="Who" size="xs" w={180} clearable searchable placeholder="Anybody" data={people} onSearchChange={setTyped} value={filter.by ?? null} onChange={set('by')} />
        <Select label="What was done" size="xs" w={220} clearable searchable placeholder="Anything" data={known?.auditActions.map((action) => ({ value: action, label: actionWords(action) })) ?? []} value={filter.action ?? null} onChange={set('action')} />
        <DayInput label="From" size="xs" w={150} clearable today={today} value={filter.from ?? null} onChange={set('from')} />
        <DayInput label="Until" size="xs" w={150} clearable today={today} value={filter.until ?? null} onChange={set('until')} />
        <RecordInput value={filter.recordId ?? ''} onChange={set('record')} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <AuditPage filter={filter} {...place} />} />
    </SettingsFrame>
  );
}

const isID = (text: string) => /^[a-z]+_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The ID of a record, asked for when it is whole. */
function RecordInput({ value, onChange }: { value: string; onChange: (id: string | null) => void }) {
  const [typed, setTyped] = useState(value);
  return (
    <TextInput label="Record" size="xs" w={260} placeholder="Its ID" value={typed} error={typed && !isID(typed) ? 'An ID looks like employer_01a2182d-3652-7828-97bc-c072ef1ea62f' : undefined}
      onChange={({ currentTarget }) => {
        const id = currentTarget.value.trim();
        setTyped(id);
        onChange(isID(id) ? id : null);
      }} />
  );
}

function AuditPage({ filter, after, more }: PagePlace & { filter: AuditFilter }) {
  const [{ data, error }, again] = useRead({ query: AuditLogDocument, variables: { filter, after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.audit;
  if (nodes.length === 0 && after === null) return <Empty title="Nothing of that was done">Try other days, or anybody.</Empty>;
  return <Stack gap="md">{nodes.map((entry) => <Entry key={entry.id} entry={entry} />)}{more(pageInfo)}</Stack>;
}

function Entry({ entry: { action, at, who, organisation, recordId, employerId, fields } }: { entry: AuditLogQuery['audit']['nodes'][number] }) {
  return (
    <div>
      <Text size="sm" fw={600}>{actionWords(action)}</Text>
      {fields ? <FieldChanges fields={fields} /> : <Text size="sm" c="dimmed">What it said is not open to you</Text>}
      <Text size="xs" c="dimmed">
        {longMoment(at)} · {who}{organisation ? `, ${organisation.name}` : ''} · {recordId}
        {employerId && <> · <Anchor component={Link} to={`/employers/${employerId}`} size="xs" underline="always">Employer</Anchor></>}
      </Text>
    </div>
  );
}
