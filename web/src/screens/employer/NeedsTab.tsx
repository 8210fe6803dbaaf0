import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { ConfidentFactsFragment, HostingFactsFragment, NeedFactsFragment } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { counted } from '../../words/count';
import { longDay, longMomentDay } from '../../words/date';
import { horizon, hostingLevel, journeyStage, needKind, needStatus, programme } from '../../words/label';
import { NeedOffers } from './NeedOffers';

interface Props {
  needs: NeedFactsFragment[];
  hosting: HostingFactsFragment[];
  disabilityConfident: ConfidentFactsFragment | null;
}

/** What the employer needs, open ones first, and what else it said in its answers. */
export default function NeedsTab({ needs, hosting, disabilityConfident }: Props) {
  return (
    <Stack gap="xl">
      <Needs needs={needs} />
      {hosting.length > 0 && (
        <section aria-label="What it could host">
          <Title order={2} size="h3" mb="xs">What it could host</Title>
          <Text size="xs" c="dimmed" mb="xs">Interest, not a commitment</Text>
          {hosting.map(({ programme: what, year, level, saidOn }) => (
            <Text size="sm" key={`${what}${year}`}>{programme[what]}, {year}: {hostingLevel[level]} <Text span size="xs" c="dimmed">said {longDay(saidOn)}</Text></Text>
          ))}
        </section>
      )}
      {disabilityConfident && (
        <section aria-label="Disability Confident">
          <Title order={2} size="h3" mb="xs">Disability Confident</Title>
          <Text size="sm">
            {journeyStage[disabilityConfident.stage]}{disabilityConfident.until && `, until ${longDay(disabilityConfident.until)}`}
            <Text span size="xs" c="dimmed"> as the employer said {longDay(disabilityConfident.saidOn)}; nobody has seen a certificate</Text>
          </Text>
        </section>
      )}
    </Stack>
  );
}

function Needs({ needs }: { needs: NeedFactsFragment[] }) {
  if (needs.length === 0) return <Empty title="No skills need is known">Answers to a diagnostic create them.</Empty>;
  return (
    <Stack gap="md">
      {needs.map((need) => (
        <div key={need.id}>
          <Group gap="xs">
            <Text size="sm" fw={600}>{needKind[need.kind]}</Text>
            <Badge size="sm" variant="default" tt="none" fw={500}>{needStatus[need.status]}</Badge>
          </Group>
          <Text size="sm">
            {[need.occupation, need.skill, need.headcount === null ? 'How many is not known' : counted(need.headcount, 'person', 'people'), horizon[need.horizon], need.site?.name].filter(Boolean).join(' · ')}
          </Text>
          {need.skills.length > 0 && <Text size="sm">Skills: {need.skills.join(', ')}</Text>}
          {need.causes.length > 0 && <Text size="sm">Because: {need.causes.join(', ')}</Text>}
          <Text size="xs" c="dimmed">{longMomentDay(need.createdAt)}{need.response?.reference ? ` · from the answers ${need.response.reference}` : ''}</Text>
          <NeedOffers need={need} />
        </div>
      ))}
    </Stack>
  );
}
