"""From views to files, doing again only what something that it depends on has changed for.

An :class:`~registry.produce.artefact.Artefact` makes a view and renders it; what its view looked at is noted. The
next build compares what was noted with what is: an artefact none of whose facts changed is left alone, one whose
view came out the same is not rendered again. Nothing has to be invalidated by hand.
"""
