import { Badge, Select } from '@mantine/core';
import { EncounterListDocument, type SchoolEncounterFilter } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { longDay } from '../../words/date';
import { choices } from '../../words/label';
import { Filters, Listing, usePeriod } from './Listing';
import { confirmedChoice, encounterKind, encounterLine, encounterState } from './words';

const withEncounters = changesWith('SchoolEncounter');

/** What employers do for pupils, the latest first. */
export default function EncountersList({ today }: { today: string }) {
  const [kind, setKind] = useChoice('kind', encounterKind);
  const [confirmed, setConfirmed] = useChoice('confirmed', confirmedChoice);
  const { from, until, fields } = usePeriod(today);
  const filter: SchoolEncounterFilter = { from, until, kindIn: kind && [kind], confirmed: confirmed && confirmed === 'yes' };
  return (
    <>
      <Filters>
        <Select label="Kind" size="xs" w={200} placeholder="All" clearable data={choices(encounterKind)} value={kind} onChange={setKind} />
        <Select label="Confirmed by the school" size="xs" w={180} placeholder="All" clearable data={choices(confirmedChoice)} value={confirmed} onChange={setConfirmed} />
        {fields}
      </Filters>
      <Pages key={JSON.stringify(filter)} page={(place) => <Encounters filter={filter} today={today} {...place} />} />
    </>
  );
}

function Encounters({ filter, today, after, more }: PagePlace & { filter: SchoolEncounterFilter; today: string }) {
  const [{ data, error }, again] = useRead({ query: EncounterListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withEncounters });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.schoolEncounters;
  return (
    <Listing label="School encounters" columns={['State', 'When', 'Pupils']} first={after === null} total={totalCount} rows={nodes.map((each) => {
      const { words, colour } = encounterState(each, each.happensOn <= today);
      return {
        id: each.id, employer: each.employer, about: `${each.school} · ${encounterKind[each.kind]}`,
        cells: [<Badge key="state" size="sm" miw="max-content" variant="light" tt="none" color={colour}>{words}</Badge>, longDay(each.happensOn), encounterLine(each)],
      };
    })}>
      {more(pageInfo)}
    </Listing>
  );
}
