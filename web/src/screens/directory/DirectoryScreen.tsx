import { Anchor, Badge, Button, Checkbox, Group, Select, Table, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { OfferCountDocument, type OfferFilter, type OfferKind, OffersDocument, SicSectionsDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { SearchBox } from '../../parts/SearchBox';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { listCount } from '../../words/count';
import { choices, offerKind } from '../../words/label';
import { useChoice, useSetParam } from '../../parts/useChoice';
import classes from '../../parts/Table.module.css';
import { offerDates, offerLevel, offerLevels } from './offer';

const AddOffer = lazy(() => import('./AddOffer'));

const withOffers = changesWith('Offer');

/** The directory of provision: what providers have for employers. */
export default function DirectoryScreen() {
  const may = useMay();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const set = useSetParam();
  const [adding, setAdding] = useState(false);
  const [{ data: choice }] = useRead({ query: SicSectionsDocument });
  const sections = choice?.sicSections ?? [];
  const [kind, setKind] = useChoice<OfferKind>('kind', offerKind);
  const [level, setLevel] = useChoice('level', offerLevels);
  const [sector, setSector] = useChoice('sector', Object.fromEntries(sections.map(({ letter, name }) => [letter, name])));
  const search = params.get('q') ?? '';
  const past = params.has('past');
  const filter: OfferFilter = {
    ...(search && { search }),
    ...(kind && { kindIn: [kind] }),
    ...(level && { level: Number(level) }),
    ...(sector && { sectorIn: [sector] }),
    ...(past && { past }),
  };
  const [{ data: counted, fetching: counting }] = useRead({ query: OfferCountDocument, variables: { filter }, context: withOffers });
  const total = counted?.offers.totalCount;

  return (
    <Screen
      title="Directory"
      note="What providers have for employers, to put to their skills needs"
      badge={<Text c="dimmed" role="status">{total === undefined || counting ? '' : listCount(total)}</Text>}
      actions={
        <>
          <Button size="xs" variant="default" component={Link} to="/directory/providers">Providers</Button>
          {may('WRITE_ENGAGEMENT') && <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>Add offer</Button>}
        </>
      }
    >
      <Group gap="xs" role="search" align="end">
        <SearchBox placeholder="Title, provider, skill" value={search} onChange={(text) => set('q', text || null)} />
        <Select aria-label="Kind" size="xs" w={170} clearable placeholder="Any kind" data={choices(offerKind)} value={kind} onChange={setKind} />
        <Select aria-label="Sector" size="xs" w={220} clearable placeholder="Any sector" data={sections.map(({ letter, name }) => ({ value: letter, label: name }))} value={sector} onChange={setSector} />
        <Select aria-label="Level" size="xs" w={130} clearable placeholder="Any level" data={choices(offerLevels)} value={level} onChange={setLevel} />
        <Checkbox size="sm" label="Also past ones" checked={past} onChange={(event) => set('past', event.currentTarget.checked ? '' : null)} />
      </Group>
      <Pages key={JSON.stringify(filter)} page={(place) => <OffersPage filter={filter} {...place} />} />
      <Suspense>{adding && counted && <AddOffer today={counted.today} onClose={() => setAdding(false)} onDone={(id) => void navigate(`/directory/${id}`)} />}</Suspense>
    </Screen>
  );
}

function OffersPage({ filter, after, more }: PagePlace & { filter: OfferFilter }) {
  const [{ data, error }, again] = useRead({ query: OffersDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withOffers });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.offers;
  if (nodes.length === 0 && after === null) {
    return Object.keys(filter).length > 0
      ? <Empty title="No offer fits">Try fewer filters, or only the beginning of a word.</Empty>
      : <Empty title="The directory is empty">Add a provider and what it offers, or ask whoever runs the hub to read in a list.</Empty>;
  }
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Offer</Table.Th><Table.Th>Provider</Table.Th><Table.Th className={classes.wide}>Kind</Table.Th><Table.Th className={classes.wide}>Level</Table.Th><Table.Th className={classes.wide}>When</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((offer) => (
            <Table.Tr key={offer.id}>
              <Table.Td>
                <Anchor component={Link} to={`/directory/${offer.id}`} size="sm" fw={600}>{offer.title}</Anchor>
                {offer.withdrawnOn && <Badge ml={8} size="sm" variant="default" tt="none">Withdrawn</Badge>}
              </Table.Td>
              <Table.Td>{offer.provider.name}</Table.Td>
              <Table.Td className={classes.wide}>{offerKind[offer.kind]}</Table.Td>
              <Table.Td className={classes.wide}>{offerLevel(offer.level)}</Table.Td>
              <Table.Td className={classes.wide}>{offerDates(offer)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
