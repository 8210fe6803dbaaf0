import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { IdentifierScheme } from '../../../gql/graphql';
import { FormDialog } from '../../../parts/FormDialog';
import { choices, identifierScheme } from '../../../words/label';
import type { Employer } from '../EmployerScreen';
import { ListRows } from './ListRows';
import { type Rows, useSaveRecord } from './useSaveRecord';

interface Row {
  scheme: IdentifierScheme;
  value: string;
}

const examples: Record<IdentifierScheme, string> = {
  COMPANIES_HOUSE: '01234567',
  CHARITY_ENGLAND_WALES: '1089464',
  CHARITY_SCOTLAND: 'SC012345',
  CHARITY_NORTHERN_IRELAND: 'NIC100123',
  UKPRN: '10005534',
  URN: '106957',
};

/** Changes the numbers that registers gave an employer. */
export default function NumbersForm({ employer, onDone }: { employer: Employer; onDone: () => void }) {
  const form = useForm<Rows<Row>>({
    initialValues: { rows: employer.identifiers.map(({ scheme, value }) => ({ scheme, value })) },
    validate: { rows: { value: (typed: string) => (typed.trim() ? null : 'Enter the number, or take the line out') } },
  });
  const [save, busy] = useSaveRecord(employer, form, 'identifiers', onDone);
  return (
    <FormDialog title="Numbers" form={form} submit={form.onSubmit(({ rows }) => save({ identifiers: rows.map(({ scheme, value }) => ({ scheme, value: value.trim() })) }))} busy={busy} action="Save" onClose={onDone}>
      <ListRows<Row> form={form} blank={{ scheme: 'COMPANIES_HOUSE', value: '' }} what="number" first="scheme" empty="No register has given it a number, as far as we know.">
        {(path, n, { scheme }) => (
          <Group gap="xs" grow align="start">
            <Select label="Register" aria-label={`Register ${(n + 1).toString()}`} allowDeselect={false} data={choices(identifierScheme)} {...form.getInputProps(`${path}.scheme`)} />
            <TextInput label="Number" aria-label={`Number ${(n + 1).toString()}`} placeholder={examples[scheme]} {...form.getInputProps(`${path}.value`)} />
          </Group>
        )}
      </ListRows>
    </FormDialog>
  );
}
