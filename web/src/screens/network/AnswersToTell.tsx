import { Button } from '@mantine/core';
import { AnswersToTellDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { counted } from '../../words/count';
import { dayAndTime } from '../../words/date';

const withIssues = changesWith('NetworkIssue');

interface Props {
  networkId: string;
  /** When the meeting begins at which the network is told; absent for one that is being called. */
  startsAt?: string | undefined;
  onAdd: (words: string) => void;
}

/** Adds to a text what issues were answered with since the meeting before; nothing where none was. */
export default function AnswersToTell({ networkId, startsAt, onAdd }: Props) {
  const [{ data }] = useRead({ query: AnswersToTellDocument, variables: { id: networkId }, requestPolicy: 'cache-and-network', context: withIssues });
  if (data?.node?.__typename !== 'Network') return null;
  const before = data.node.meetings.nodes.find((meeting) => meeting.state === 'OVER' && (!startsAt || meeting.startsAt < startsAt));
  const since = before ? dayAndTime(before.startsAt).day : '';
  const told = data.networkIssues.nodes.filter((issue) => issue.since >= since);
  if (told.length === 0) return null;
  const words = ['What became of issues that were raised:', ...told.map(({ title, answer }) => `- ${title}: ${answer ?? ''}`)].join('\n');
  return <Button size="compact-sm" variant="default" w="max-content" onClick={() => onAdd(words)}>Add the answers to {counted(told.length, 'issue')}</Button>;
}
