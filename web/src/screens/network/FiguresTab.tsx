import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { NetworkFiguresDocument, NetworkMeetingsDocument, type SizeBand } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Bars } from '../../parts/Bars';
import { DayInput } from '../../parts/DayInput';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { dayAndTime, longDay, longMomentDay } from '../../words/date';
import { sizeBand } from '../../words/label';

const withMembers = changesWith('Membership');
const withMeetings = changesWith('Meeting');

/** How many members a network has, of which kinds, and how much of the borough's large employers that is, as at a day, and who came to its meetings. */
export default function FiguresTab({ network, today }: { network: { id: string; name: string }; today: string }) {
  const [asAt, setAsAt] = useState<string | null>(today);
  const [{ data, error }, again] = useRead({ query: NetworkFiguresDocument, variables: { id: network.id, asAt: asAt ?? today }, requestPolicy: 'cache-and-network', context: withMembers });
  const sector = (key: string) => data?.sicSections.find(({ letter }) => letter === key)?.name ?? 'Not known';
  const size = (key: string) => key in sizeBand ? sizeBand[key as SizeBand] : 'Not known';
  return (
    <Stack gap="md">
      <DayInput label="As at" size="xs" w={220} today={today} maxDate={today} value={asAt} onChange={setAsAt} />
      {data?.node?.__typename !== 'Network' ? (error ? <TroublePanel error={error} again={again} /> : <Loading />) : (
        <>
          <Text role="status">
            <b>{counted(data.node.figures.members, 'member')}</b> on {longDay(data.node.figures.asAt)}, and {counted(data.node.figures.invited, 'employer')} invited.{' '}
            {data.node.figures.largeEmployers === 0
              ? 'No employer of 250 people and more with a site in Rotherham is known.'
              : <>{data.node.figures.largeMembers} of the borough’s {counted(data.node.figures.largeEmployers, 'large employer')} ({Math.round((100 * data.node.figures.largeMembers) / data.node.figures.largeEmployers)}%) take part, by themselves or through their group.</>}
          </Text>
          <Text size="sm">
            {data.node.figures.issuesRaised === 0
              ? 'No issue has been raised.'
              : <><b>{counted(data.node.figures.issuesRaised, 'issue')}</b> raised, of which {data.node.figures.issuesAnswered} {data.node.figures.issuesAnswered === 1 ? 'was' : 'were'} answered ({Math.round((100 * data.node.figures.issuesAnswered) / data.node.figures.issuesRaised)}%).</>}
          </Text>
          <Group align="start" gap="xl">
            <Groups title="Members by sector" groups={data.node.figures.bySector} name={sector} />
            <Groups title="Members by size" groups={data.node.figures.bySizeBand} name={size} />
          </Group>
        </>
      )}
      <section aria-label="Attendance">
        <Text fw={600} mb="xs">Attendance</Text>
        <Pages key={network.id} page={(place) => <Attendance network={network} asAt={asAt ?? today} {...place} />} />
      </section>
    </Stack>
  );
}

/** Who came to the meetings until a day, the latest first. */
function Attendance({ network, asAt, after, more }: PagePlace & { network: { id: string }; asAt: string }) {
  const [{ data, error }, again] = useRead({ query: NetworkMeetingsDocument, variables: { id: network.id, past: true, after }, requestPolicy: 'cache-and-network', context: withMeetings });
  if (data?.node?.__typename !== 'Network') return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.node.meetings;
  const held = nodes.filter(({ state, figures, startsAt }) => state === 'OVER' && figures.recorded && dayAndTime(startsAt).day <= asAt);
  if (held.length === 0 && !pageInfo.hasNextPage) return after === null && <Text size="sm" c="dimmed">Nobody has taken down yet who came to a meeting.</Text>;
  return (
    <>
      {held.length > 1 && <AttendanceChart meetings={held} />}
      {held.length > 0 && (
        <Table maw={720} className={table.table} aria-label="Attendance of meetings">
          <Table.Thead><Table.Tr><Table.Th>Meeting</Table.Th><Table.Th ta="right">Members invited</Table.Th><Table.Th ta="right">Members there</Table.Th><Table.Th ta="right">People there</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {held.map(({ id, title, startsAt, figures: { invited, members, people } }) => (
              <Table.Tr key={id}>
                <Table.Td><Anchor component={Link} to={`/network/meetings/${id}`} size="sm" underline="always">{title}</Anchor> <Text span size="sm" c="dimmed">{longMomentDay(startsAt)}</Text></Table.Td>
                <Table.Td ta="right">{invited}</Table.Td>
                <Table.Td ta="right">{members}{invited > 0 && ` (${Math.round((100 * members) / invited)}%)`}</Table.Td>
                <Table.Td ta="right">{people}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {more(pageInfo)}
    </>
  );
}

interface Held {
  id: string;
  title: string;
  startsAt: string;
  figures: { invited: number; members: number };
}

/** What share of the members that were invited came to each meeting of this page, the earliest first. The table says the same. */
function AttendanceChart({ meetings }: { meetings: Held[] }) {
  const bars = meetings.toReversed().map(({ id, title, startsAt, figures: { invited, members } }) => {
    const share = invited > 0 ? Math.round((100 * members) / invited) : 0;
    return { key: id, n: Math.min(share, 100), words: `${share}%`, label: longMomentDay(startsAt).replace(/ \d{4}$/, ''), title: `${title}: ${members} of ${counted(invited, 'member')} invited` };
  });
  return (
    <>
      <Text size="sm" c="dimmed">Share of the members invited that came</Text>
      <Bars bars={bars} most={100} />
    </>
  );
}

function Groups({ title, groups, name }: { title: string; groups: { key: string; employers: number }[]; name: (key: string) => string }) {
  return (
    <Table maw={420} className={table.table} captionSide="top">
      <Table.Caption ta="left">{title}</Table.Caption>
      <Table.Thead><Table.Tr><Table.Th>{title.replace('Members by ', '').replace(/^./, (letter) => letter.toUpperCase())}</Table.Th><Table.Th ta="right">Members</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {groups.map(({ key, employers }) => <Table.Tr key={key}><Table.Td>{name(key)}</Table.Td><Table.Td ta="right">{employers}</Table.Td></Table.Tr>)}
      </Table.Tbody>
    </Table>
  );
}
