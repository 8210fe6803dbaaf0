import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MessageFactsFragment } from '../../gql/graphql';
import { longMoment } from '../../words/date';
import { messageState } from '../../words/label';
import classes from '../../parts/Table.module.css';

/** Messages with where they stand and why; last what can be done with each. */
export function MessageTable({ messages, withCampaign = false, action }: { messages: MessageFactsFragment[]; withCampaign?: boolean; action?: (message: MessageFactsFragment) => ReactNode }) {
  return (
    <Table verticalSpacing="xs" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Employer</Table.Th><Table.Th>To</Table.Th><Table.Th className={classes.wide}>Message</Table.Th><Table.Th>State</Table.Th><Table.Th className={classes.wide}>Sent</Table.Th>
          {action && <Table.Th>What to do</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {messages.map((message) => (
          <Table.Tr key={message.id}>
            <Table.Td>{message.employer && <Anchor component={Link} to={`/employers/${message.employer.id}/${message.meeting ? 'network' : message.accreditation ? 'accreditations' : 'diagnostics'}`} size="sm">{message.employer.name}</Anchor>}</Table.Td>
            <Table.Td>{message.person.name ?? 'Hidden'}</Table.Td>
            <Table.Td className={classes.wide}>
              {message.subject ?? (message.reminder ? 'Reminder' : message.accreditation ? 'An award runs out' : 'Invitation')}
              {withCampaign && message.campaign && <>, <Anchor component={Link} to={`/diagnostics/${message.campaign.id}`} size="sm" underline="always">{message.campaign.name}</Anchor></>}
              {message.meeting && <>, <Anchor component={Link} to={`/network/meetings/${message.meeting.id}`} size="sm" underline="always">{message.meeting.title}</Anchor></>}
            </Table.Td>
            <Table.Td>{messageState[message.state]}{message.reason ? `: ${message.reason}` : ''}</Table.Td>
            <Table.Td className={classes.wide}>{message.sentAt ? longMoment(message.sentAt) : 'Not yet'}</Table.Td>
            {action && <Table.Td>{action(message)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
