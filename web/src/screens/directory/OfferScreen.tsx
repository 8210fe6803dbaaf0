import { Anchor, Badge, Button, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { OfferDocument, type OfferFactsFragment, SicSectionsDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { useMay } from '../../shell/viewer';
import { longDay } from '../../words/date';
import { offerKind } from '../../words/label';
import { Fact } from '../employer/Fact';
import { offerDates, offerLevels } from './offer';

const ChangeOffer = lazy(() => import('./ChangeOffer'));

/** One offer of the directory. */
export default function OfferScreen() {
  const { id = '' } = useParams();
  const [{ data, error }, again] = useRead({ query: OfferDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (data.node?.__typename !== 'Offer') return <Missing what="offer" />;
  return <Loaded offer={data.node} today={data.today} />;
}

function Loaded({ offer, today }: { offer: OfferFactsFragment; today: string }) {
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const [{ data }] = useRead({ query: SicSectionsDocument });
  const names = new Map(data?.sicSections.map(({ letter, name }) => [letter, name]));

  return (
    <Screen
      title={offer.title}
      badge={offer.withdrawnOn && <Badge variant="default" tt="none">Withdrawn {longDay(offer.withdrawnOn)}</Badge>}
      note={<><Anchor component={Link} to="/directory" size="sm" underline="always">Directory</Anchor> · {offerKind[offer.kind]} of {offer.provider.name}</>}
      actions={may('WRITE_ENGAGEMENT') && <Button size="xs" variant="default" onClick={() => setChanging(true)}>Change offer</Button>}
    >
      {offer.summary && <Text maw={720}>{offer.summary}</Text>}
      <Text component="dl" m={0} maw={720} size="sm">
        <Fact label="When">{offerDates(offer)}</Fact>
        {offer.level !== null && <Fact label="Level">{offerLevels[offer.level]}</Fact>}
        {offer.skills.length > 0 && <Fact label="Skills">{offer.skills.join(', ')}</Fact>}
        <Fact label="Sectors">{offer.sectors.length === 0 ? 'Every sector' : offer.sectors.map((letter) => names.get(letter) ?? letter).join(', ')}</Fact>
        {offer.eligibility && <Fact label="For whom">{offer.eligibility}</Fact>}
        {offer.funding && <Fact label="Cost">{offer.funding}</Fact>}
        {offer.contact && <Fact label="Whom to ask">{offer.contact}</Fact>}
        {offer.link && <Fact label="Read more"><Anchor href={offer.link} size="sm" rel="noreferrer">{offer.link}</Anchor></Fact>}
        {offer.provider.website && <Fact label="Provider’s site"><Anchor href={offer.provider.website} size="sm" rel="noreferrer">{offer.provider.website}</Anchor></Fact>}
        <Fact label="Source">{offer.reference ? `Regional skills platform, ${offer.reference}` : 'Added here'}</Fact>
        <Fact label="Last checked">{longDay(offer.checkedOn)}</Fact>
      </Text>
      <Suspense>{changing && <ChangeOffer offer={offer} today={today} onDone={() => setChanging(false)} />}</Suspense>
    </Screen>
  );
}
