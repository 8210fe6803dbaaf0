import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { EmployerQuery } from '../gql/graphql';
import { useViewer } from '../shell/viewer';
import { contactWords } from '../words/contact';

type Contact = NonNullable<EmployerQuery['employer']>['recentContacts'][number];

/** Warns before somebody calls an employer that another partner has just been in touch with. */
export function OtherContacts({ contacts, today }: { contacts: Contact[]; today: string }) {
  const { organisation } = useViewer();
  const others = contacts.filter((contact) => contact.organisation.id !== organisation.id);
  const [latest, ...earlier] = others;
  if (!latest) return null;
  return (
    <Alert color="orange" variant="light" py="xs" icon={<IconAlertTriangle size={18} />} title={<Text size="sm" fw={600} c="orange.9" span>{contactWords(latest, today)}</Text>}>
      <Text size="sm">{latest.user ? `Ask ${latest.user.name} before you get in touch.` : 'Ask them before you get in touch.'}</Text>
      {earlier.map((contact) => (
        <Text size="sm" key={`${contact.organisation.id} ${contact.on} ${contact.channel}`}>
          {contactWords(contact, today)}{contact.user ? `, ${contact.user.name}` : ''}
        </Text>
      ))}
    </Alert>
  );
}
