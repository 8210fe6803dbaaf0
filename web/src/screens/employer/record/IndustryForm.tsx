import { Group, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormDialog } from '../../../parts/FormDialog';
import type { Employer } from '../EmployerScreen';
import { ListRows } from './ListRows';
import { type Rows, useSaveRecord } from './useSaveRecord';

interface Row {
  version: string;
  code: string;
}

/** Changes the SIC codes of an employer, the main one first. */
export default function IndustryForm({ employer, onDone }: { employer: Employer; onDone: () => void }) {
  const form = useForm<Rows<Row>>({
    initialValues: { rows: employer.sicCodes.map(({ version, code }) => ({ version, code })) },
    validate: { rows: { code: (typed: string) => (typed.trim() ? null : 'Enter the code, or take the line out') } },
  });
  const [save, busy] = useSaveRecord(employer, form, 'sicCodes', onDone);
  return (
    <FormDialog title="Industry" form={form} submit={form.onSubmit(({ rows }) => save({ sicCodes: rows.map(({ version, code }) => ({ version, code: code.trim() })) }))} busy={busy} action="Save" onClose={onDone}>
      <Text size="sm">The first code of the 2007 edition decides the sector.</Text>
      <ListRows<Row> form={form} blank={{ version: '2007', code: '' }} what="code" first="code" empty="No code is known.">
        {(path, n) => (
          <Group gap="xs" grow align="start">
            <TextInput label="Code" aria-label={`Code ${(n + 1).toString()}`} placeholder="25620" inputMode="numeric" {...form.getInputProps(`${path}.code`)} />
            <Select label="Edition" aria-label={`Edition ${(n + 1).toString()}`} allowDeselect={false} data={[{ value: '2007', label: 'SIC 2007' }, { value: '2026', label: 'SIC 2026' }]} {...form.getInputProps(`${path}.version`)} />
          </Group>
        )}
      </ListRows>
    </FormDialog>
  );
}
