import { Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { EmployerNameKind } from '../../../gql/graphql';
import { DayInput } from '../../../parts/DayInput';
import { FormDialog } from '../../../parts/FormDialog';
import type { Employer } from '../EmployerScreen';
import { ListRows } from './ListRows';
import { type Rows, useSaveRecord } from './useSaveRecord';

interface Row {
  kind: EmployerNameKind;
  name: string;
  from: string | null;
  until: string | null;
}

const kinds = [{ value: 'TRADING', label: 'Trades as' }, { value: 'PREVIOUS', label: 'Was called' }];

/** Changes the names of an employer besides the legal one, with their days. */
export default function NamesForm({ employer, today, onDone }: { employer: Employer; today: string; onDone: () => void }) {
  const form = useForm<Rows<Row>>({
    initialValues: { rows: employer.names.filter(({ kind }) => kind !== 'LEGAL').map(({ kind, name, from, until }) => ({ kind, name, from, until })) },
    validate: { rows: { name: (typed: string) => (typed.trim() ? null : 'Enter the name, or take the line out') } },
  });
  const [save, busy] = useSaveRecord(employer, form, 'names', onDone);
  return (
    <FormDialog title="Other names" form={form} submit={form.onSubmit(({ rows }) => save({ names: rows.map((row) => ({ ...row, name: row.name.trim() })) }))} busy={busy} action="Save" onClose={onDone}>
      <ListRows<Row> form={form} blank={{ kind: 'TRADING', name: '', from: null, until: null }} what="name" first="name" empty="It has no name besides the legal one, as far as we know.">
        {(path, n) => (
          <Stack gap={4}>
            <Group gap="xs" align="start" wrap="nowrap">
              <Select label="Sort" aria-label={`Sort ${(n + 1).toString()}`} w={130} allowDeselect={false} data={kinds} {...form.getInputProps(`${path}.kind`)} />
              <TextInput label="Name" aria-label={`Name ${(n + 1).toString()}`} flex={1} {...form.getInputProps(`${path}.name`)} />
            </Group>
            <Group gap="xs" grow align="start">
              <DayInput label="From" aria-label={`From ${(n + 1).toString()}`} placeholder="Not known" clearable today={today} {...form.getInputProps(`${path}.from`)} />
              <DayInput label="Until" aria-label={`Until ${(n + 1).toString()}`} placeholder="Still used" clearable today={today} {...form.getInputProps(`${path}.until`)} />
            </Group>
          </Stack>
        )}
      </ListRows>
    </FormDialog>
  );
}
