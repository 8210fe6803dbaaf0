import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type PracticeFactsFragment, type PracticeTopicFactsFragment, RemovePracticeDocument, type StandingsQuery } from '../../gql/graphql';
import { useChange } from '../../hub/change';
import { problemsOf } from '../../hub/trouble';
import { longDay } from '../../words/date';
import { practiceState } from '../network/words';
import PracticeForm from './PracticeForm';

interface Props {
  employerId: string;
  practices: PracticeFactsFragment[];
  /** Good practices of the employer that were written up. */
  written: StandingsQuery['goodPractices']['nodes'];
  topics: PracticeTopicFactsFragment[];
  today: string;
  canWrite: boolean;
  refresh: () => void;
}

/** What the employer does for good work beside what schemes accredit. */
export default function Practices({ employerId, practices, written, topics, today, canWrite, refresh }: Props) {
  const [doing, setDoing] = useState<{ practice?: PracticeFactsFragment }>();
  const open = topics.filter(({ code }) => !practices.some(({ topic }) => topic.code === code));
  return (
    <section aria-label="Good work">
      <Text fw={600}>Good work</Text>
      {practices.length === 0 && <Text size="sm" c="dimmed">Nothing is recorded</Text>}
      <Stack component="ul" gap={6} my={4} pl="md">
        {practices.map((practice) => (
          <li key={practice.id}>
            <Practice practice={practice} canWrite={canWrite} refresh={refresh} change={() => setDoing({ practice })} />
          </li>
        ))}
      </Stack>
      {written.length > 0 && (
        <Text size="sm" mb={4}>Written up as good practice: {written.map(({ id, title, state }, index) => (
          <span key={id}>{index > 0 && '; '}<Anchor component={Link} to={`/network/good-practice?employer=${employerId}`} size="sm" underline="always">{title}</Anchor>, {practiceState[state].toLowerCase()}</span>
        ))}</Text>
      )}
      {canWrite && open.length > 0 && <Button size="compact-sm" variant="default" onClick={() => setDoing({})}>Record a practice</Button>}
      {doing && <PracticeForm employerId={employerId} practice={doing.practice} topics={open} today={today} onDone={() => setDoing(undefined)} onSaved={refresh} />}
    </section>
  );
}

function Practice({ practice, canWrite, refresh, change }: { practice: PracticeFactsFragment; canWrite: boolean; refresh: () => void; change: () => void }) {
  const [remove, removing] = useChange(RemovePracticeDocument);
  const [problem, setProblem] = useState('');
  const { topic, discussedOn, startedOn, confirmedOn, confirmation, evidence } = practice;
  const far = [discussedOn && `discussed ${longDay(discussedOn)}`, startedOn && `started ${longDay(startedOn)}`, confirmedOn ? `confirmed ${longDay(confirmedOn)}: ${confirmation ?? ''}` : startedOn && 'not confirmed by the employer yet'];
  return (
    <>
      <Text size="sm"><b>{topic.name}</b>: {far.filter(Boolean).join(' · ')}</Text>
      {evidence && <Text size="sm" c="dimmed">{evidence}</Text>}
      {canWrite && (
        <Group gap="xs">
          <Button size="compact-xs" variant="default" aria-label={`Change: ${topic.name}`} onClick={change}>Change</Button>
          <Button size="compact-xs" variant="default" loading={removing} aria-label={`Entered by mistake: ${topic.name}`} onClick={() => void remove({ input: { id: practice.id, version: practice.version } }).then(({ data, error }) => {
            setProblem(problemsOf(error, data?.removePractice.userErrors).map(({ message }) => message).join(' '));
            refresh();
          })}>Entered by mistake</Button>
        </Group>
      )}
      {problem && <Text size="sm" role="alert" c="red.9">{problem}</Text>}
    </>
  );
}
