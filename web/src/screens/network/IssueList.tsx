import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { type IssueFactsFragment, type IssueState, type NetworkIssueFilter, NetworkIssuesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longDay } from '../../words/date';
import { theme } from '../../words/label';
import { issueColour, issueState, issueStep } from './words';

const IssueForm = lazy(() => import('./IssueForm'));
const IssueStepForm = lazy(() => import('./IssueStepForm'));

const withIssues = changesWith('NetworkIssue');

interface Props {
  filter: NetworkIssueFilter;
  /** What to say where there is none, in a list that stands by itself. */
  empty?: string;
}

/** Issues of a network, the latest first, with what can be done about each. */
export default function IssueList(props: Props) {
  return <div><Pages page={(place) => <Issues {...props} {...place} />} /></div>;
}

function Issues({ filter, empty, after, more }: Props & PagePlace) {
  const mayWrite = useMay()('WRITE_ENGAGEMENT');
  const [doing, setDoing] = useState<{ issue: IssueFactsFragment; to?: IssueState }>();
  const [{ data, error }, again] = useRead({ query: NetworkIssuesDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withIssues });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.networkIssues;
  if (nodes.length === 0 && after === null) return empty ? <Empty title="No issue is here">{empty}</Empty> : <Text size="sm" c="dimmed">Nothing was raised.</Text>;
  const done = () => setDoing(undefined);
  return (
    <Stack gap="lg">
      {after === null && empty && <Text size="sm" c="dimmed" role="status">{counted(totalCount, 'issue')}</Text>}
      {nodes.map((issue) => (
        <Issue key={issue.id} issue={issue} today={data.today} mayWrite={mayWrite} onStep={(to) => setDoing({ issue, to })} onChange={() => setDoing({ issue })} />
      ))}
      {more(pageInfo)}
      <Suspense>
        {doing?.to && <IssueStepForm issue={doing.issue} to={doing.to} today={data.today} onDone={done} />}
        {doing && !doing.to && <IssueForm network={doing.issue.network} issue={doing.issue} today={data.today} onDone={done} />}
      </Suspense>
    </Stack>
  );
}

function Issue({ issue, today, mayWrite, onStep, onChange }: { issue: IssueFactsFragment; today: string; mayWrite: boolean; onStep: (to: IssueState) => void; onChange: () => void }) {
  const [shown, setShown] = useState(false);
  const open = issue.state === 'OPEN' || issue.state === 'IN_HAND';
  const late = open && issue.answerBy !== null && issue.answerBy < today;
  return (
    <section aria-label={issue.title}>
      <Group gap="xs">
        <Text fw={600}>{issue.title}</Text>
        <Badge size="sm" miw="max-content" variant="light" tt="none" color={issueColour[issue.state]}>{issueState[issue.state]}</Badge>
        {late && <Badge size="sm" miw="max-content" variant="light" tt="none" color="red">Overdue</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {theme[issue.theme]} · raised {longDay(issue.raisedOn)}
        {issue.employer && <> by <Anchor component={Link} to={`/employers/${issue.employer.id}/network`} size="sm" underline="always">{issue.employer.name}</Anchor></>}
        {issue.meeting && <> at <Anchor component={Link} to={`/network/meetings/${issue.meeting.id}`} size="sm" underline="always">{issue.meeting.title}</Anchor></>}
      </Text>
      {issue.details && <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{issue.details}</Text>}
      <Text size="sm">{issue.owner ? `${issue.owner.name}, ${issue.owner.organisation.name}, owns the response` : 'Nobody owns the response yet'}{issue.answerBy && `, wanted by ${longDay(issue.answerBy)}`}</Text>
      {issue.answer && <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}><b>Answer to the network:</b> {issue.answer}</Text>}
      {mayWrite && (
        <Group gap="xs" mt={4}>
          {issue.allowedTransitions.map((to) => <Button key={to} size="compact-sm" miw="max-content" variant="default" aria-label={`${issueStep[to]}: ${issue.title}`} onClick={() => onStep(to)}>{issueStep[to]}</Button>)}
          <Button size="compact-sm" miw="max-content" variant="default" aria-label={`Change: ${issue.title}`} onClick={onChange}>Change</Button>
        </Group>
      )}
      {issue.moves.length > 1 && <Button size="compact-sm" variant="subtle" mt={4} aria-expanded={shown} aria-label={`What happened: ${issue.title}`} onClick={() => setShown(!shown)}>What happened</Button>}
      {shown && (
        <Stack component="ul" gap={2} my={4} pl="md">
          {issue.moves.map((move) => (
            <Text component="li" size="sm" key={`${move.recordedAt} ${move.state}`}>{issueState[move.state]} from {longDay(move.onDay)}{move.text && `: ${move.text}`}{move.by && `, by ${move.by.name}`}</Text>
          ))}
        </Stack>
      )}
    </section>
  );
}
