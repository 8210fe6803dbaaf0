import { Anchor, Card, Text } from '@mantine/core';
import { Link } from 'react-router';
import { EmailsWaitingDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { counted } from '../../words/count';

const withEmails = changesWith('ReceivedEmail');

/** Says on Today that e-mails wait to be filed; nothing where none does. */
export default function EmailsWaiting() {
  const [{ data }] = useRead({ query: EmailsWaitingDocument, requestPolicy: 'cache-and-network', context: withEmails });
  const n = data?.receivedEmails.totalCount ?? 0;
  if (n === 0) return null;
  return (
    <Card withBorder p="md" component="section" aria-label="E-mails to file">
      <Text size="sm"><Anchor component={Link} to="/emails" size="sm" fw={600} underline="always">{counted(n, 'e-mail')} to file</Anchor>: copies of which the hub is not sure with whom they were</Text>
    </Card>
  );
}
