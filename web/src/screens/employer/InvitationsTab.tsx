import { Accordion, Anchor, Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { EmployerInvitationsDocument, type EmployerInvitationsQuery } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted } from '../../words/count';
import { longDay, longMoment, longMomentDay } from '../../words/date';
import { help, invitationState, messageState, scoreTheme } from '../../words/label';
import classes from './Fact.module.css';

type Invitation = NonNullable<EmployerInvitationsQuery['employer']>['invitations']['nodes'][number];
type Response = NonNullable<Invitation['response']>;

const withCampaigns = changesWith('Campaign');

/** Diagnostics that the employer was asked for: what was sent, what came back. */
export default function InvitationsTab({ employerId }: { employerId: string }) {
  return <Pages page={(place) => <InvitationsPage employerId={employerId} {...place} />} />;
}

function InvitationsPage({ employerId, after, more }: PagePlace & { employerId: string }) {
  const [{ data, error }, again] = useRead({ query: EmployerInvitationsDocument, variables: { id: employerId, after }, requestPolicy: 'cache-and-network', context: withCampaigns });
  const invitations = data?.employer?.invitations;
  if (!invitations) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  if (invitations.nodes.length === 0) return <Empty title="No diagnostic was sent here">Press Send diagnostic above to ask.</Empty>;
  return (
    <Stack gap="md">
      {invitations.nodes.map((invitation) => <InvitationCard key={invitation.id} invitation={invitation} />)}
      {more(invitations.pageInfo)}
    </Stack>
  );
}

function InvitationCard({ invitation: { campaign, person, state, messages, response, nextReminderAt } }: { invitation: Invitation }) {
  return (
    <Card withBorder p="md" component="section" aria-label={campaign.name}>
      <Group justify="space-between" align="start">
        <Title order={2} size="h3"><Anchor component={Link} to={`/diagnostics/${campaign.id}`} inherit>{campaign.name}</Anchor></Title>
        <Badge variant="default" tt="none">{state === 'OPEN' && response ? 'Part done' : invitationState[state]}</Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {campaign.organisation.name} asked {person.name ?? 'a person whose details are not open to you'} · closes {longDay(campaign.closesOn)}
        {nextReminderAt && ` · next reminder ${longMomentDay(nextReminderAt)}`}
      </Text>
      <Messages messages={messages} />
      {response && <Answers response={response} />}
    </Card>
  );
}

function Messages({ messages }: { messages: Invitation['messages'] }) {
  return (
    <List size="sm" mt="xs" listStyleType="none">
      {messages.map(({ id, subject, state, reason, sentAt, reminder }) => (
        <List.Item key={id}>
          {reminder ? 'Reminder' : 'Invitation'}{subject ? ` “${subject}”` : ''}: {messageState[state]}{sentAt ? ` ${longMoment(sentAt)}` : ''}{reason ? `, ${reason}` : ''}
        </List.Item>
      ))}
    </List>
  );
}

function Answers({ response: { reference, state, enteredBy, startedAt, submittedAt, answers, skillsNeeds, scores, help: suggested } }: { response: Response }) {
  const when = state === 'SUBMITTED' && submittedAt ? `Submitted ${longMoment(submittedAt)}` : `Begun ${longMoment(startedAt)}, not submitted`;
  return (
    <Accordion variant="contained" mt="sm" order={3}>
      <Accordion.Item value="answers">
        <Accordion.Control>
          <Text size="sm" fw={600}>{counted(answers.length, 'answer')}{reference ? `, ${reference}` : ''}</Text>
          <Text size="sm" c="dimmed">{when}{enteredBy ? ` · taken by phone by ${enteredBy.name}` : ''}{skillsNeeds.length > 0 ? ` · made ${counted(skillsNeeds.length, 'skills need')}` : ''}</Text>
        </Accordion.Control>
        <Accordion.Panel>
          {scores.length > 0 && <Text size="sm" mb="xs">Scores, 0 to 3: {scores.map(({ theme, score }) => `${scoreTheme[theme]} ${score}`).join(', ')}</Text>}
          {suggested.length > 0 && <Text size="sm" mb="xs">What may help: {suggested.map((one) => help[one]).join(', ')}</Text>}
          <Stack gap="xs" component="dl" m={0}>
            {answers.map(({ questionId, question, answer }) => (
              <div key={questionId}>
                <Text size="sm" c="dimmed" component="dt">{question}</Text>
                <Text size="sm" fw={600} component="dd" m={0} className={classes.lines}>{answer}</Text>
              </div>
            ))}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
