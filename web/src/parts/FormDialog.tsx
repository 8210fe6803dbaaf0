import { Button, Group, Modal, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { ProblemSummary } from './ProblemSummary';

/** A dialog with one form in it: what is wrong first, then the fields, then the button that does it. */
export function FormDialog<Values extends Record<string, unknown>>({ title, form, submit, busy, action, onClose, children }: {
  title: string;
  form: UseFormReturnType<Values>;
  submit: (event: React.SyntheticEvent<HTMLFormElement>) => void;
  busy: boolean;
  /** What the button says. */
  action: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ProblemSummary form={form} />
          {children}
          <Group gap="xs">
            <Button type="submit" loading={busy}>{action}</Button>
            <Button variant="default" onClick={onClose}>Cancel</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
