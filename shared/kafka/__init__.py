from shared.kafka.connection import foresee_closed_transports

# Here, since whoever uses any part of this package comes by, and every client is to have it.
foresee_closed_transports()
