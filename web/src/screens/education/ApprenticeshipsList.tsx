import { Badge, Select } from '@mantine/core';
import { ApprenticeshipListDocument, type ApprenticeshipFilter } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { people } from '../../words/count';
import { longDay } from '../../words/date';
import { choices, growthSector } from '../../words/label';
import { Filters, Listing, usePeriod } from './Listing';
import { levels, stage } from './words';

const withApprenticeships = changesWith('Apprenticeship');

/** Apprenticeships that employers pledged, offered or saw start, the latest first. */
export default function ApprenticeshipsList({ today }: { today: string }) {
  const [far, setFar] = useChoice('stage', stage);
  const [level, setLevel] = useChoice<string>('level', levels);
  const [sector, setSector] = useChoice('sector', growthSector);
  const { from, until, fields } = usePeriod(today);
  const filter: ApprenticeshipFilter = { from, until, stageIn: far && [far], levelIn: level ? [Number(level)] : null, growthSectorIn: sector && [sector] };
  return (
    <>
      <Filters>
        <Select label="How far" size="xs" w={140} placeholder="All" clearable data={choices(stage)} value={far} onChange={setFar} />
        <Select label="Level" size="xs" w={120} placeholder="All" clearable data={Object.entries(levels).map(([value, label]) => ({ value, label }))} value={level} onChange={setLevel} />
        <Select label="Growth sector" size="xs" w={220} placeholder="All" clearable data={choices(growthSector)} value={sector} onChange={setSector} />
        {fields}
      </Filters>
      <Pages key={JSON.stringify(filter)} page={(place) => <Apprenticeships filter={filter} {...place} />} />
    </>
  );
}

function Apprenticeships({ filter, after, more }: PagePlace & { filter: ApprenticeshipFilter }) {
  const [{ data, error }, again] = useRead({ query: ApprenticeshipListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withApprenticeships });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.apprenticeships;
  return (
    <Listing label="Apprenticeships" columns={['How far', 'How many', 'When', 'Growth sector']} first={after === null} total={totalCount} rows={nodes.map((each) => ({
      id: each.id, employer: each.employer, about: `${each.standard} · level ${each.level}${each.inRotherham ? '' : ' · not in Rotherham'}`,
      cells: [
        <Badge key="stage" size="sm" miw="max-content" variant="light" tt="none" color={each.stage === 'STARTED' ? 'teal' : each.stage === 'OFFERED' ? 'blue' : 'gray'}>{stage[each.stage]}</Badge>,
        people(each.places),
        longDay(each.onDay),
        each.growthSector ? growthSector[each.growthSector] : 'None',
      ],
    }))}>
      {more(pageInfo)}
    </Listing>
  );
}
