import { Anchor, Badge, Button, Group, Select, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type HostingInterestFilter, InterestListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice, useSetParam } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { listCount } from '../../words/count';
import { longDay } from '../../words/date';
import { choices, programme } from '../../words/label';
import { interestColour, interestLevel, said, yearsAbout } from './interest';
import { PlacementsNav } from './PlacementsNav';

const AskForm = lazy(() => import('./AskForm'));
const withInterest = changesWith('HostingInterest');

/** What employers say of hosting, so that no partner asks again. */
export default function InterestScreen() {
  const [{ data, error }, again] = useRead({ query: InterestListDocument, variables: { filter: null, after: null } });
  return (
    <Screen title="Interest in hosting" note="What employers say of hosting people. It is not a commitment. It is recorded on an employer’s own screen, under Placements, or asked for by link">
      <PlacementsNav />
      {data ? <Filtered today={data.today} /> : error ? <TroublePanel error={error} again={again} /> : <Loading />}
    </Screen>
  );
}

function Filtered({ today }: { today: string }) {
  const [params] = useSearchParams();
  const set = useSetParam();
  const years = yearsAbout(today, 3);
  const [what, setWhat] = useChoice('programme', programme);
  const [year, setYear] = useChoice<string>('year', Object.fromEntries(years.map((each) => [each, each])));
  const [level, setLevel] = useChoice('answer', interestLevel);
  const by = params.get('askBy');
  const askAgainBy = by && /^\d{4}-\d\d-\d\d$/.test(by) && !Number.isNaN(Date.parse(by)) ? by : null;
  const filter: HostingInterestFilter = { programmeIn: what && [what], year: year ? Number(year) : null, levelIn: level && [level], askAgainBy };
  return (
    <>
      <Group gap="sm" mb="sm" role="search">
        <Select label="Programme" size="xs" w={220} placeholder="All" clearable data={choices(programme)} value={what} onChange={setWhat} />
        <Select label="Year" size="xs" w={100} placeholder="All" clearable data={years} value={year} onChange={setYear} />
        <Select label="Answer" size="xs" w={160} placeholder="All" clearable data={choices(interestLevel)} value={level} onChange={setLevel} />
        <DayInput label="To ask again by" size="xs" w={190} placeholder="Any day" clearable today={today} value={askAgainBy} onChange={(day) => set('askBy', day)} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <Interests filter={filter} today={today} {...place} />} />
    </>
  );
}

function Interests({ filter, today, after, more }: PagePlace & { filter: HostingInterestFilter; today: string }) {
  const [{ data, error }, again] = useRead({ query: InterestListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withInterest });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.hostingInterests;
  const listed = [...new Map(nodes.map(({ employer: { id, name } }) => [id, { id, name }])).values()];
  const ask = after === null && <AskEmployers listed={listed} today={today} />;
  if (nodes.length === 0 && after === null) return <Empty title="No interest is here" action={ask}>Nobody has recorded what employers say, or nothing fits the filters.</Empty>;
  return (
    <>
      {after === null && <Group justify="space-between"><Text size="sm" c="dimmed" role="status">{listCount(totalCount)} found</Text>{ask}</Group>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Interest in hosting, not a commitment">
        <Table.Thead><Table.Tr><Table.Th>Employer</Table.Th><Table.Th>It says</Table.Th><Table.Th className={table.wide}>Why not now</Table.Th><Table.Th className={table.wide}>Ask again on</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={`${each.employer.id} ${each.programme} ${each.year}`}>
              <Table.Td>
                <Anchor component={Link} underline="always" to={`/employers/${each.employer.id}/placements`} size="sm" fw={600}>{each.employer.name}</Anchor>
                <Text size="sm" c="dimmed">{programme[each.programme]}, {each.year} · {said(each)}</Text>
                {each.reason && <Text size="sm" hiddenFrom="sm">Why not now: {each.reason}</Text>}
                {each.askAgainOn && <Text size="sm" hiddenFrom="sm" c={each.askAgainOn <= today ? 'orange.9' : undefined}>Ask again on {longDay(each.askAgainOn)}</Text>}
              </Table.Td>
              <Table.Td><Badge size="sm" miw="max-content" variant="light" tt="none" color={interestColour[each.level]}>{interestLevel[each.level]}</Badge></Table.Td>
              <Table.Td className={table.wide}>{each.reason}</Table.Td>
              <Table.Td className={table.wide}>{each.askAgainOn && <Text size="sm" c={each.askAgainOn <= today ? 'orange.9' : undefined}>{longDay(each.askAgainOn)}</Text>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}

/** Asks employers by link, those of the list among them. */
function AskEmployers({ listed, today }: { listed: { id: string; name: string }[]; today: string }) {
  const [asking, setAsking] = useState(false);
  if (!useMay()('WRITE_PLACEMENTS')) return null;
  return (
    <>
      <Button size="xs" variant="default" miw="max-content" onClick={() => setAsking(true)}>Ask employers by link</Button>
      <Suspense>{asking && <AskForm listed={listed} today={today} onDone={() => setAsking(false)} onSaved={() => undefined} />}</Suspense>
    </>
  );
}
