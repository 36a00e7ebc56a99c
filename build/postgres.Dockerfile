# PostgreSQL for LAIT. The public image as it is; kept apart so that what belongs beside the database has its place.
ARG POSTGRES_IMAGE=postgres:17.9-bookworm
FROM ${POSTGRES_IMAGE}
# The volume takes its owner from this folder when it is made.
RUN mkdir -p /var/lib/postgresql && chown postgres:postgres /var/lib/postgresql \
 # In memory at run time, with the mode that the folder has here: whoever runs must be able to make the socket.
 && mkdir -p /var/run/postgresql && chmod 3777 /var/run/postgresql
USER postgres
