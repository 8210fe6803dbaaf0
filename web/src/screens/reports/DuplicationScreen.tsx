import { Alert, Anchor, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { type DuplicatedContactFactsFragment, DuplicatedEmployersDocument, DuplicationDocument, TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import classes from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useSetParam } from '../../parts/useChoice';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { counted, number } from '../../words/count';
import { addDays, longDay } from '../../words/date';
import { channel } from '../../words/label';

interface Period { from: string; until: string; asAt: string | null }

/** How often partners got in touch with the same employers without knowing of each other. */
export default function DuplicationScreen() {
  const may = useMay();
  const [{ data, error }, again] = useRead({ query: TodayDocument });
  if (!may('READ_FIGURES')) return <NoPermission title="Duplicated contacts" />;
  return (
    <Screen title="Duplicated contacts" note="Employers that two or more partners contacted within 30 days, unasked and with no referral between them">
      {data ? <Chosen today={data.today} /> : error ? <TroublePanel error={error} again={again} /> : <Loading />}
    </Screen>
  );
}

function Chosen({ today }: { today: string }) {
  const [params] = useSearchParams();
  const set = useSetParam();
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(params.get(name) ?? '') ? params.get(name) : null);
  const period: Period = { from: day('from') ?? addDays(today, -90), until: day('until') ?? today, asAt: day('as-at') };
  return (
    <Stack gap="lg">
      <Group role="search" gap="sm" align="end">
        <DayInput size="xs" label="From" today={today} w={180} value={period.from} onChange={(value) => set('from', value)} />
        <DayInput size="xs" label="Until" today={today} w={180} value={period.until} onChange={(value) => set('until', value)} />
        <DayInput size="xs" label="As known on" placeholder="Today" clearable today={today} maxDate={today} w={180} value={period.asAt} onChange={(value) => set('as-at', value)} />
      </Group>
      <Measure key={JSON.stringify(period)} period={period} />
    </Stack>
  );
}

function Measure({ period }: { period: Period }) {
  const [{ data, error }, again] = useRead({ query: DuplicationDocument, variables: { ...period }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { employersContacted, employersDuplicated, partnersLogging, partners } = data.duplication;
  return (
    <>
      <section aria-label="The figure">
        <Text size="xl" fw={700}>{number(employersDuplicated)} of {counted(employersContacted, 'employer')}</Text>
        <Text size="sm">contacted {period.from === period.until ? `on ${longDay(period.from)}` : `from ${longDay(period.from)} to ${longDay(period.until)}`}</Text>
        <Alert variant="outline" mt="sm" maw={640} title={`${number(partnersLogging)} of ${counted(partners, 'partner')} logged contacts`}>
          The figure sees no more than what partners log. Visits, meetings and events that two partners hold with an employer on the same day count as joint; contacts about placements alone are left out.
        </Alert>
      </section>
      <section aria-labelledby="behind">
        <Title order={2} id="behind" mb="xs">Employers behind it</Title>
        {employersDuplicated === 0 ? <Empty title="No employer was contacted twice" /> : <Pages page={(place) => <EmployersPage period={period} {...place} />} />}
      </section>
    </>
  );
}

function EmployersPage({ period, after, more }: PagePlace & { period: Period }) {
  const [{ data, error }, again] = useRead({ query: DuplicatedEmployersDocument, variables: { ...period, after } });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.duplication.employers;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th className={classes.wide}>Partners</Table.Th><Table.Th>The latest two contacts</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map(({ employer, partners, earlier, later }) => (
            <Table.Tr key={employer.id}>
              <Table.Td><Anchor component={Link} to={`/employers/${employer.id}`} size="sm" fw={600}>{employer.name}</Anchor></Table.Td>
              <Table.Td className={classes.wide}>{partners}</Table.Td>
              <Table.Td>{earlier && later ? <Stack gap={4}><Contact contact={earlier} /><Contact contact={later} /></Stack> : <Text size="sm" c="dimmed">Not open to you</Text>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}

function Contact({ contact: { organisation, on, channel: by } }: { contact: DuplicatedContactFactsFragment }) {
  return <Text size="sm">{organisation.name}, {channel[by].toLowerCase()} on {longDay(on)}</Text>;
}
