import { List, ScrollArea, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { DiagnosticPreviewDocument, type DiagnosticPreviewQuery, type SendDiagnosticInput } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { TroublePanel } from '../../parts/TroublePanel';
import { counted, number } from '../../words/count';
import { leftOutReason } from '../../words/label';
import { byReason } from './leftOut';

type Found = DiagnosticPreviewQuery['diagnosticPreview'];

/** Who would get it and who would not, and why; then what to do about it. */
export function Preview({ input, children }: { input: SendDiagnosticInput; children: (willReceive: number) => ReactNode }) {
  const [{ data, error }, again] = useRead({ query: DiagnosticPreviewDocument, variables: { input }, requestPolicy: 'network-only' });
  if (error) return <TroublePanel error={error} again={again} />;
  if (!data) return <Loading lines={4} />;
  const preview = data.diagnosticPreview;
  return (
    <>
      <Recipients preview={preview} />
      <LeftOut preview={preview} />
      {children(preview.willReceive)}
    </>
  );
}

function Recipients({ preview: { willReceive, recipients } }: { preview: Found }) {
  if (willReceive === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label="Who gets it">
      <Title order={3}>{counted(willReceive, 'person', 'people')} will get it</Title>
      <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'People who will get it' }}>
        <List size="sm" listStyleType="none">
          {recipients.map(({ employer, person }) => (
            <List.Item key={employer.id}>{person.name ?? 'A person whose name you may not see'}, {employer.name}</List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
      {willReceive > recipients.length && <Text size="sm" c="dimmed">and {number(willReceive - recipients.length)} more</Text>}
    </Stack>
  );
}

function LeftOut({ preview: { leftOut, leftOutCount, leftOutByReason } }: { preview: Found }) {
  if (leftOutCount === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label="Who does not get it">
      <Title order={3}>{counted(leftOutCount, 'employer')} will not</Title>
      {leftOutCount > leftOut.length && (
        <List size="sm" listStyleType="none">
          {leftOutByReason.map(({ reason, employers }) => <List.Item key={reason}>{leftOutReason[reason]}: {number(employers)}</List.Item>)}
        </List>
      )}
      <List size="sm" listStyleType="none">
        {byReason(leftOut).map(({ reason, employers }) => (
          <List.Item key={reason}>
            <Text size="sm" span fw={600}>{leftOutReason[reason]}:</Text> {employers.slice(0, 5).join(', ')}{employers.length > 5 && ` and ${number(employers.length - 5)} more`}
          </List.Item>
        ))}
      </List>
      {leftOutCount > leftOut.length && <Text size="sm" c="dimmed">The first {leftOut.length} are told here.</Text>}
    </Stack>
  );
}
