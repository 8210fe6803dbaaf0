import { Anchor, Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { MatchOfferDocument, type NeedFactsFragment, type OfferLineFragment } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { useMay } from '../../shell/viewer';
import { offerKind, offerReason } from '../../words/label';

/** What of the directory was put to a need, and what may fit it. */
export function NeedOffers({ need: { id, status, matchedOffers, suggestedOffers } }: { need: NeedFactsFragment }) {
  const may = useMay();
  const [match, busy] = useChange(MatchOfferDocument);
  const open = status !== 'MET' && status !== 'WITHDRAWN' && may('WRITE_ENGAGEMENT');
  const [{ problems, put }, setOutcome] = useState({ problems: [] as string[], put: '' });

  async function move(offer: OfferLineFragment, takeBack: boolean) {
    const { data, error } = await match({ input: { skillsNeedId: id, offerId: offer.id, takeBack } });
    const found = problemsOf(error, data?.matchOffer.userErrors);
    setOutcome({ problems: found.map(({ message }) => message), put: found.length > 0 ? '' : takeBack ? `${offer.title} was taken back` : `${offer.title} was put to the need` });
  }

  if (matchedOffers.length === 0 && (suggestedOffers.length === 0 || !open)) return null;
  return (
    <div>
      {matchedOffers.map((offer) => (
        <Line key={offer.id} offer={offer} note="Put to the need" action={open && <Button size="compact-xs" variant="subtle" loading={busy} aria-label={`Take back ${offer.title}`} onClick={() => void move(offer, true)}>Take back</Button>} />
      ))}
      {open && suggestedOffers.map(({ offer, reasons }) => (
        <Line key={offer.id} offer={offer} note={`May fit: ${reasons.map((reason) => offerReason[reason]).join(', ')}`}
          action={<Button size="compact-xs" variant="light" loading={busy} aria-label={`Put to the need: ${offer.title}`} onClick={() => void move(offer, false)}>Put to the need</Button>} />
      ))}
      <Text size="xs" role="status" c="dimmed">{put}</Text>
      {problems.length > 0 && <Text size="sm" role="alert" c="red.9">{problems.join(' ')}</Text>}
    </div>
  );
}

function Line({ offer, note, action }: { offer: OfferLineFragment; note: string; action: ReactNode }) {
  return (
    <Group gap="xs" wrap="wrap">
      <Anchor component={Link} to={`/directory/${offer.id}`} size="sm">{offer.title}</Anchor>
      <Text size="xs" c="dimmed">{offerKind[offer.kind]} of {offer.provider.name} · {note}</Text>
      {action}
    </Group>
  );
}
