import { Button, Container, Text, Title } from '@mantine/core';

/** The last resort, where the front end itself failed; a new release on the server is the usual reason. */
export function Crash() {
  return (
    <Container component="main" size="sm" py={64}>
      <Title order={1} mb="md">Something went wrong on this page</Title>
      <Text mb="md">Load it again. If you were logging an interaction, its draft is kept.</Text>
      <Button onClick={() => window.location.reload()}>Load again</Button>
    </Container>
  );
}
