import { Badge, Group, Stack, Text } from '@mantine/core';
import type { NeedFactsFragment } from '../../gql/graphql';
import { Empty } from '../../parts/Empty';
import { counted } from '../../words/count';
import { longMomentDay } from '../../words/date';
import { horizon, needKind, needStatus } from '../../words/label';

/** What the employer needs, open ones first. */
export default function NeedsTab({ needs }: { needs: NeedFactsFragment[] }) {
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
          <Text size="xs" c="dimmed">{longMomentDay(need.createdAt)}{need.response?.reference ? ` · from the answers ${need.response.reference}` : ''}</Text>
        </div>
      ))}
    </Stack>
  );
}
