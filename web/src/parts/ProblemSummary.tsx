import { Alert, Anchor, List } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef } from 'react';
import type { Problem } from '../hub/trouble';

/** Puts problems beside the fields of a form that they belong to. */
export function showProblems<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, problems: Problem[]) {
  form.setErrors(Object.fromEntries(problems.map(({ field, message }) => [field, message])));
}

/**
 * Lists all that is wrong with a form, first thing in it; each entry leads to its field. It takes the focus when the form was
 * sent, and leaves it where a person is putting things right.
 */
export function ProblemSummary<Values extends Record<string, unknown>>({ form }: { form: UseFormReturnType<Values> }) {
  const place = useRef<HTMLSpanElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const sent = useRef(false);
  const problems = Object.entries(form.errors);
  useEffect(() => {
    const element = place.current?.closest('form');
    const note = () => {
      sent.current = true;
    };
    element?.addEventListener('submit', note);
    return () => element?.removeEventListener('submit', note);
  }, []);
  useEffect(() => {
    if (!sent.current || Object.keys(form.errors).length === 0) return;
    sent.current = false;
    summary.current?.focus();
  }, [form.errors]);

  return (
    <>
      <span ref={place} hidden />
      {problems.length > 0 && (
        <Alert ref={summary} tabIndex={-1} role="alert" color="red.9" variant="outline" title="There is a problem">
          <List size="sm" listStyleType="none">
            {problems.map(([field, message]) => {
              const input = form.getInputNode(field);
              return (
                <List.Item key={field}>
                  {input ? <Anchor component="button" type="button" c="red.9" ta="left" size="sm" mih={24} onClick={() => input.focus()}>{message}</Anchor> : message}
                </List.Item>
              );
            })}
          </List>
        </Alert>
      )}
    </>
  );
}
