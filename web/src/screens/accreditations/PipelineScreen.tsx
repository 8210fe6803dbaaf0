import { Anchor, Badge, Button, Group, Select, Table, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { type AccreditationFilter, AccreditationListDocument, type AccreditationStage, DisabilityConfidentDocument, OnTheirWayDocument, type SchemeFactsFragment, SchemesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { awardStatus, holds, levelName, nextWords, stage, statusColour } from './words';

const disabilityConfident = 'DISABILITY_CONFIDENT';
const withAwards = changesWith('Accreditation');

/** What can be asked of the list, in the order of an employer's way. */
const views = {
  aware: 'Aware of it',
  working: 'Working towards it',
  applied: 'Applied',
  held: 'Holding it',
  six: 'Expiring within 6 months',
  three: 'Expiring within 3 months',
  two: 'Expiring within 2 months',
  unknown: 'Expiry not known',
  lapsed: 'Lapsed or ended',
} as const;

type View = keyof typeof views;

const stages: Partial<Record<View, AccreditationStage>> = { aware: 'AWARE', working: 'WORKING_TOWARDS', applied: 'APPLIED' };

function filterOf(scheme: string, view: View): AccreditationFilter {
  const within = (months: number): AccreditationFilter => ({ scheme, statusIn: ['EXPIRING'], expiresWithinMonths: months });
  switch (view) {
    case 'six': return within(6);
    case 'three': return within(3);
    case 'two': return within(2);
    case 'unknown': return { scheme, statusIn: ['EXPIRY_UNKNOWN'] };
    case 'lapsed': return { scheme, statusIn: ['LAPSED', 'ENDED'] };
    default: return { scheme, statusIn: ['CURRENT', 'EXPIRING', 'EXPIRY_UNKNOWN'] };
  }
}

/** Employers by how far they are with a scheme, and what runs out. */
export default function PipelineScreen() {
  const [params] = useSearchParams();
  const set = useSetParam();
  const [chosen, choose] = useChoice('view', views);
  const [{ data, error }, again] = useRead({ query: SchemesDocument });
  const view: View = chosen ?? 'held';
  const scheme = data?.schemes.find(({ code }) => code === params.get('scheme')) ?? data?.schemes[0];
  return (
    <Screen title="Accreditations" note="Disability Confident and other schemes: who is on the way, who holds one, and what runs out"
      actions={<Button size="xs" variant="default" component={Link} to="/accreditations/lists">Published lists</Button>}>
      {!data && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {data && scheme && (
        <>
          {scheme.code === disabilityConfident && <Figures />}
          <Group gap="sm" mb="sm">
            <Select label="Scheme" size="xs" w={260} allowDeselect={false} data={data.schemes.map(({ code, name }) => ({ value: code, label: name }))} value={scheme.code} onChange={(code) => set('scheme', code)} />
            <Select label="Employers" size="xs" w={220} allowDeselect={false} data={Object.entries(views).map(([value, label]) => ({ value, label }))} value={view} onChange={choose} />
          </Group>
          <Pages key={`${scheme.code} ${view}`} page={(place) => {
            const at = stages[view];
            return at ? <OnTheirWay scheme={scheme} at={at} {...place} /> : <Awards scheme={scheme} filter={filterOf(scheme.code, view)} {...place} />;
          }} />
        </>
      )}
    </Screen>
  );
}

function Figures() {
  const [{ data }] = useRead({ query: DisabilityConfidentDocument, requestPolicy: 'cache-and-network', context: withAwards });
  if (!data) return null;
  const { employers, byLevel, selfReported, covered, asAt } = data.disabilityConfidentEmployers;
  return (
    <Text size="sm" mb="sm">
      <b>{counted(employers, 'employer')}</b> with an open site in Rotherham {employers === 1 ? 'is' : 'are'} Disability Confident on {longDay(asAt)}: {byLevel.map(({ name, employers: n }) => `${n} ${name}`).join(', ')}.
      {covered > 0 && ` ${covered} of them by the award of their head office.`}
      {selfReported > 0 && ` ${selfReported} more only say so and are not counted.`}
    </Text>
  );
}

interface Holder {
  id: string;
  name: string;
  accountLead: { name: string } | null;
  leadOrganisation: { name: string } | null;
}

const Employer = ({ employer }: { employer: Holder }) => <Anchor component={Link} to={`/employers/${employer.id}/accreditations`} size="sm" fw={600}>{employer.name}</Anchor>;

const leadOf = ({ accountLead, leadOrganisation }: Holder) => accountLead?.name ?? leadOrganisation?.name ?? 'No lead';

function Awards({ scheme, filter, after, more }: PagePlace & { scheme: SchemeFactsFragment; filter: AccreditationFilter }) {
  const [{ data, error }, again] = useRead({ query: AccreditationListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withAwards });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.accreditations;
  if (nodes.length === 0 && after === null) return <Empty title="No employer is here">Awards are recorded on an employer’s own screen, under Accreditations.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'employer')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label={scheme.name}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Level</Table.Th><Table.Th>Holds</Table.Th><Table.Th className={table.wide}>Status</Table.Th><Table.Th className={table.wide}>What to do next</Table.Th><Table.Th className={table.wide}>Lead</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((award) => (
            <Table.Tr key={award.id}>
              <Table.Td><Employer employer={award.employer} /></Table.Td>
              <Table.Td>{levelName(scheme, award.level) || '–'}</Table.Td>
              <Table.Td>{holds(award)}</Table.Td>
              <Table.Td className={table.wide}><Badge size="sm" variant="light" tt="none" color={statusColour[award.status]}>{awardStatus[award.status]}</Badge></Table.Td>
              <Table.Td className={table.wide}>{nextWords(scheme, award.level, award.nextStep)}</Table.Td>
              <Table.Td className={table.wide}>{leadOf(award.employer)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}

function OnTheirWay({ scheme, at, after, more }: PagePlace & { scheme: SchemeFactsFragment; at: AccreditationStage }) {
  const [{ data, error }, again] = useRead({ query: OnTheirWayDocument, variables: { scheme: scheme.code, stageIn: [at], after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.employersOnTheirWay;
  if (nodes.length === 0 && after === null) return <Empty title="No employer is at this stage">How far an employer is, is noted on its own screen, under Accreditations.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'employer')}</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label={stage[at]}>
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>Since</Table.Th><Table.Th className={table.wide}>What to do next</Table.Th><Table.Th>Lead</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map(({ employer, since, nextStep }) => (
            <Table.Tr key={employer.id}>
              <Table.Td><Employer employer={employer} /></Table.Td>
              <Table.Td>{longDay(since)}</Table.Td>
              <Table.Td className={table.wide}>{nextWords(scheme, undefined, nextStep)}</Table.Td>
              <Table.Td>{leadOf(employer)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
