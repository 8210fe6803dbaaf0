import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CoverFactsFragment, SchemeFactsFragment, StandingsQuery } from '../../gql/graphql';
import { longDay } from '../../words/date';
import { CoverForm, EndCoverForm } from './CoverForms';

export type Asked = NonNullable<StandingsQuery['employer']>;

interface Props {
  employer: Asked;
  scheme: SchemeFactsFragment;
  covers: CoverFactsFragment[];
  today: string;
  canWrite: boolean;
  refresh: () => void;
}

/** The head offices above an employer, the nearest first. */
export function headOffices({ parent }: Asked) {
  return [parent, parent?.parent, parent?.parent?.parent].filter((each) => !!each);
}

/** By which decision a site counts with the award of its head office. It never follows by itself. */
export default function Covers({ employer, scheme, covers, today, canWrite, refresh }: Props) {
  const [doing, setDoing] = useState<'decide' | CoverFactsFragment>();
  const done = () => setDoing(undefined);
  const mayDecide = canWrite && headOffices(employer).length > 0 && employer.sites.some(({ closedOn, ward }) => !closedOn && ward);
  if (covers.length === 0 && !mayDecide) return null;
  return (
    <>
      {covers.length > 0 && (
        <Stack component="ul" gap={4} my={4} pl="md">
          {covers.map((cover) => (
            <li key={cover.id}>
              <Text size="sm">
                {cover.employer.id === employer.id
                  ? <>{cover.site.name} {cover.endedOn ? 'was' : 'is'} covered by the award of <To employer={cover.holder} /></>
                  : <>Its award {cover.endedOn ? 'covered' : 'covers'} {cover.site.name} of <To employer={cover.employer} /></>}
                {` from ${longDay(cover.since)}${cover.endedOn ? ` until ${longDay(cover.endedOn)}: ${cover.endReason ?? ''}` : ''}`}
              </Text>
              <Text size="sm" c="dimmed">{`${cover.reason}${cover.decidedBy ? ` · decided by ${cover.decidedBy.name}` : ''}`}</Text>
              {canWrite && !cover.endedOn && <Button size="compact-xs" variant="default" aria-label={`Covered no longer: ${cover.site.name}, ${scheme.name}`} onClick={() => setDoing(cover)}>Covered no longer</Button>}
            </li>
          ))}
        </Stack>
      )}
      {mayDecide && (
        <Group gap="xs" mt={4}>
          <Button size="compact-sm" variant="default" aria-label={`Covered by the head office: ${scheme.name}`} onClick={() => setDoing('decide')}>Covered by the head office</Button>
        </Group>
      )}
      {doing === 'decide' && <CoverForm employer={employer} scheme={scheme} today={today} onDone={done} onSaved={refresh} />}
      {doing && doing !== 'decide' && <EndCoverForm cover={doing} today={today} onDone={done} onSaved={refresh} />}
    </>
  );
}

const To = ({ employer: { id, name } }: { employer: { id: string; name: string } }) => <Anchor component={Link} to={`/employers/${id}/accreditations`} size="sm" underline="always">{name}</Anchor>;
