import { Anchor, Card, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { EmployerQuery } from '../../gql/graphql';
import { useViewer } from '../../shell/viewer';
import { all } from '../../words/count';
import { choices, legalForm, status } from '../../words/label';
import { EditableFact } from './EditableFact';
import type { Employer } from './EmployerScreen';
import { Fact } from './Fact';
import { headcountWords, leadWords } from './facts';
import { GroupFacts } from './GroupFacts';
import { LeadInput, leadOf } from './LeadInput';
import { Origin } from './record/Origin';
import { EarlierSizes, RecordFacts } from './record/RecordFacts';
import { sizeOf } from './record/size';
import { StandingActions } from './StandingActions';

const SizeInput = lazy(() => import('./record/SizeInput'));

/** What we hold about the employer itself; each fact is changed where it stands. */
export function Details({ employer, parts, today }: { employer: Employer; parts: EmployerQuery['parts']; today: string }) {
  const { permissions } = useViewer();
  const editable = permissions.includes('WRITE_ENGAGEMENT');
  const common = { employer, editable };
  const merged = employer.merges.nodes.filter(({ undoneAt }) => !undoneAt);
  return (
    <Card withBorder p="md" component="section" aria-label="Details">
      <Title order={2} mb="xs">Details</Title>
      <Stack gap={6} component="dl" m={0}>
        <EditableFact {...common} label="Name" shown={<>{employer.name}<Origin of={employer} field="name" /></>} start={({ name }) => name} toInput={(name) => ({ name: name.trim() })}
          input={({ onChange, ...props }) => <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />} />
        <EditableFact {...common} label="Status" shown={status[employer.status]} start={(now) => now.status} toInput={(chosen) => ({ status: chosen })}
          input={({ value, onChange, ...props }) => <Select {...props} allowDeselect={false} data={choices(status)} value={value} onChange={(chosen) => chosen && onChange(chosen)} comboboxProps={{ withinPortal: false }} />} />
        <EditableFact {...common} label="People employed" shown={<>{headcountWords(employer)}<EarlierSizes sizes={employer.sizes} /><Origin of={employer} field="headcount" /></>} start={sizeOf}
          toInput={({ headcount, from }) => ({ headcount: headcount === '' ? null : headcount, headcountFrom: from ?? undefined })} input={(props, problemField) => <Suspense><SizeInput {...props} problemField={problemField} today={today} /></Suspense>} />
        <EditableFact {...common} label="Website" shown={<>{employer.website ? <Anchor href={employer.website} size="sm" rel="noreferrer" target="_blank">{employer.website.replace(/^https?:\/\//, '')}</Anchor> : 'None'}<Origin of={employer} field="website" /></>}
          start={({ website }) => website ?? ''} toInput={(website) => ({ website: website.trim() || null })} input={({ onChange, ...props }) => <TextInput {...props} placeholder="https://" onChange={(event) => onChange(event.currentTarget.value)} />} />
        <EditableFact {...common} label="Lead" shown={<Text span inherit c={employer.leadOrganisation || employer.inheritedLead ? undefined : 'orange.9'}>{leadWords(employer)}</Text>}
          start={leadOf} toInput={(lead) => lead} input={(props) => <LeadInput {...props} employer={employer} />} />
        <EditableFact {...common} label="Key account" shown={employer.keyAccount ? 'Yes' : 'No'} start={({ keyAccount }) => keyAccount} toInput={(keyAccount) => ({ keyAccount })}
          input={({ value, onChange, ...props }) => <Switch {...props} checked={value} onChange={(event) => onChange(event.currentTarget.checked)} label={value ? 'Yes' : 'No'} />} />
        <EditableFact {...common} label="Legal form" shown={<>{legalForm[employer.legalForm]}<Origin of={employer} field="legalForm" /></>} start={(now) => now.legalForm} toInput={(chosen) => ({ legalForm: chosen })}
          input={({ value, onChange, ...props }) => <Select {...props} allowDeselect={false} data={choices(legalForm)} value={value} onChange={(chosen) => chosen && onChange(chosen)} comboboxProps={{ withinPortal: false }} />} />
        {(employer.registeredAddress.length > 0 || employer.postcode) && <Fact label="Registered office">{[...employer.registeredAddress, employer.postcode].filter(Boolean).join(', ')}<Origin of={employer} field={employer.registeredAddress.length > 0 ? 'registeredAddress' : 'postcode'} /></Fact>}
        <RecordFacts employer={employer} editable={editable} today={today} />
        <GroupFacts employer={employer} parts={parts} editable={editable} />
        {merged.length > 0 && <Fact label="Merged with"><Anchor component={Link} to={`/employers/${employer.id}/history`} size="sm">{all(merged.map(({ otherName }) => otherName))}</Anchor></Fact>}
      </Stack>
      {editable && <StandingActions employer={employer} today={today} />}
      {permissions.includes('MERGE') && <Anchor component={Link} to={`/duplicates/merge?keep=${employer.id}`} size="sm" mt="xs">Merge with another record</Anchor>}
    </Card>
  );
}
