import { Anchor, Badge, Button, Card, Grid, Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { ResponseDocument, type ResponseQuery } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { counted } from '../../words/count';
import { longMoment } from '../../words/date';
import { help as helpWords, needKind, needStatus, responseState, scoreTheme } from '../../words/label';
import classes from './Words.module.css';

type Response = Extract<NonNullable<ResponseQuery['node']>, { __typename: 'Response' }>;

/** What one employer answered, in words, and what came of it. */
export default function ResponseScreen() {
  const { id = '' } = useParams();
  const may = useMay();
  if (!may('READ_ANSWERS')) return <NoPermission title="Responses" />;
  return <ResponseOf key={id} id={id} />;
}

function ResponseOf({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: ResponseDocument, variables: { id }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const response = data.node;
  if (response?.__typename !== 'Response') return <Missing what="response" />;
  const { reference, state, employer, questionnaireName, startedAt, submittedAt, invitation, answers } = response;
  return (
    <Screen
      title={reference ?? `Answers of ${employer.name}`}
      badge={<Badge variant="light" tt="none">{responseState[state]}</Badge>}
      note={<>
        <Anchor component={Link} size="sm" to={`/employers/${employer.id}/diagnostics`}>{employer.name}</Anchor> · {questionnaireName} · {submittedAt ? `submitted ${longMoment(submittedAt)}` : `begun ${longMoment(startedAt)}, not submitted`}
        {invitation && <> · <Anchor component={Link} size="sm" to={`/diagnostics/${invitation.campaign.id}`}>{invitation.campaign.name}</Anchor></>}
      </>}
      actions={<Button size="xs" variant="default" component={Link} to="/diagnostics/responses">All responses</Button>}
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Title order={2} mb="sm">{state === 'IN_PROGRESS' ? 'Answers' : counted(answers.length, 'answer')}</Title>
          {state === 'IN_PROGRESS' && <Text size="sm" c="dimmed">They can be read here once the employer has sent them.</Text>}
          <Stack gap="sm" component="dl" m={0}>
            {answers.map(({ questionId, question, answer }) => (
              <div key={questionId}>
                <Text size="sm" c="dimmed" component="dt">{question}</Text>
                <Text size="sm" fw={600} component="dd" m={0} className={classes.lines}>{answer}</Text>
              </div>
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}><Stack gap="sm"><Scores response={response} /><Needs response={response} /><Help response={response} /></Stack></Grid.Col>
      </Grid>
    </Screen>
  );
}

function Scores({ response: { scores } }: { response: Response }) {
  if (scores.length === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Scores">
      <Title order={2} mb="xs">Scores</Title>
      {scores.map(({ theme, score }) => (
        <Stack key={theme} gap={2} mb={6}>
          <Group justify="space-between"><Text size="sm">{scoreTheme[theme]}</Text><Text size="sm">{score} of 3</Text></Group>
          <Progress value={(score / 3) * 100} aria-hidden />
        </Stack>
      ))}
    </Card>
  );
}

function Needs({ response: { skillsNeeds, employer, state } }: { response: Response }) {
  if (state === 'IN_PROGRESS') return null;
  return (
    <Card withBorder p="md" component="section" aria-label="Skills needs">
      <Title order={2} mb="xs">Skills needs</Title>
      {skillsNeeds.length === 0 && <Text size="sm" c="dimmed">The answers made none.</Text>}
      <Stack gap={6}>
        {skillsNeeds.map(({ id, kind, status, occupation, headcount }) => (
          <div key={id}>
            <Text size="sm" fw={600}>{needKind[kind]}{occupation ? `: ${occupation}` : ''}</Text>
            <Text size="sm" c="dimmed">{needStatus[status]}{headcount ? `, ${counted(headcount, 'person', 'people')}` : ''}</Text>
          </div>
        ))}
        {skillsNeeds.length > 0 && <Anchor component={Link} size="sm" to={`/employers/${employer.id}/needs`}>All needs of {employer.name}</Anchor>}
      </Stack>
    </Card>
  );
}

function Help({ response: { help, providersMayAsk, state } }: { response: Response }) {
  if (state !== 'SUBMITTED') return null;
  return (
    <Card withBorder p="md" component="section" aria-label="What may help">
      <Title order={2} mb="xs">What may help</Title>
      {help.length === 0 ? <Text size="sm" c="dimmed">Nothing was suggested.</Text> : <List size="sm">{help.map((one) => <List.Item key={one}>{helpWords[one]}</List.Item>)}</List>}
      <Text size="sm" c="dimmed" mt="xs">{providersMayAsk ? 'Providers that we suggest may see the answers.' : 'Providers may not see the answers.'}</Text>
    </Card>
  );
}
