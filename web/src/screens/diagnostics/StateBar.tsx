import { Progress } from '@mantine/core';
import type { CampaignFactsFragment } from '../../gql/graphql';

/** Where the invitations stand, in one bar with words in it. */
export function StateBar({ figures: { invited, submitted, started, declined, stopped } }: { figures: CampaignFactsFragment['figures'] }) {
  if (invited === 0) return null;
  const parts = [
    { n: submitted, words: 'answered', background: 'teal.9', text: 'white' },
    { n: started, words: 'part done', background: 'teal.3', text: 'dark.9' },
    { n: invited - submitted - started - declined - stopped, words: 'not started', background: 'gray.4', text: 'dark.9' },
    { n: declined, words: 'not now', background: 'orange.3', text: 'dark.9' },
    { n: stopped, words: 'stopped', background: 'gray.6', text: 'dark.9' },
  ].filter(({ n }) => n > 0);
  return (
    <Progress.Root size={26} radius="sm" role="img" aria-label={parts.map(({ n, words }) => `${n} ${words}`).join(', ')}>
      {parts.map(({ n, words, background, text }) => (
        <Progress.Section key={words} value={(n / invited) * 100} color={background} withAria={false}>
          <Progress.Label c={text} fz={12}>{n} {words}</Progress.Label>
        </Progress.Section>
      ))}
    </Progress.Root>
  );
}
