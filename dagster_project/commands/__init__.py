"""What each command of ``harmledger`` does; ``cli`` declares the commands and their options.

Every module is loaded by its own command only, so that ``harmledger --help`` and ``harmledger extract`` start quickly.
"""
