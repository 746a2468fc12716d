"""Run the migrations on the connection that `variorum.store.connect` hands over."""

from alembic import context

from variorum.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False
)
context.run_migrations()
