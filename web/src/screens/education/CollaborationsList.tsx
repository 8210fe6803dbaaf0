import { Badge, Select } from '@mantine/core';
import { CollaborationListDocument, type CollaborationFilter } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { choices } from '../../words/label';
import { Filters, Listing, usePeriod } from './Listing';
import { collaborationDates, collaborationKind, confirmedChoice } from './words';

const withCollaborations = changesWith('Collaboration');

/** What employers do with providers for courses, what began last first. */
export default function CollaborationsList({ today }: { today: string }) {
  const [kind, setKind] = useChoice('kind', collaborationKind);
  const [confirmed, setConfirmed] = useChoice('confirmed', confirmedChoice);
  const { from, until, fields } = usePeriod(today);
  const filter: CollaborationFilter = { from, until, kindIn: kind && [kind], confirmed: confirmed && confirmed === 'yes' };
  return (
    <>
      <Filters>
        <Select label="Kind" size="xs" w={200} placeholder="All" clearable data={choices(collaborationKind)} value={kind} onChange={setKind} />
        <Select label="Confirmed" size="xs" w={180} placeholder="All" clearable data={choices(confirmedChoice)} value={confirmed} onChange={setConfirmed} />
        {fields}
      </Filters>
      <Pages key={JSON.stringify(filter)} page={(place) => <Collaborations filter={filter} {...place} />} />
    </>
  );
}

function Collaborations({ filter, after, more }: PagePlace & { filter: CollaborationFilter }) {
  const [{ data, error }, again] = useRead({ query: CollaborationListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withCollaborations });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.collaborations;
  return (
    <Listing label="Collaborations" columns={['State', 'When', 'What they do']} first={after === null} total={totalCount} rows={nodes.map((each) => ({
      id: each.id, employer: each.employer, about: `${each.course} · ${each.provider.name}`,
      cells: [
        <Badge key="state" size="sm" miw="max-content" variant="light" tt="none" color={each.confirmedOn ? 'teal' : 'orange'}>{each.confirmedOn ? 'Confirmed' : 'Not confirmed'}</Badge>,
        collaborationDates(each),
        collaborationKind[each.kind],
      ],
    }))}>
      {more(pageInfo)}
    </Listing>
  );
}
